/** As AWS spells them; the service's model lists fewer than the service answers with. */
export const MODALITIES = ['TEXT', 'IMAGE', 'VIDEO', 'AUDIO', 'SPEECH', 'EMBEDDING'] as const
export const INFERENCE_TYPES = ['ON_DEMAND', 'PROVISIONED', 'INFERENCE_PROFILE'] as const
export const CUSTOMIZATIONS = ['FINE_TUNING', 'CONTINUED_PRE_TRAINING', 'DISTILLATION'] as const
/** Prefixes of the ids of cross-region profiles. */
export const GEOGRAPHY_NAMES = ['us', 'eu', 'apac', 'jp', 'au', 'in', 'us-gov', 'global'] as const

/** Models that share one modelInput and modelOutput format. */
export type FamilyKey = (typeof FAMILIES)[number]['key']

/**
 * Patterns over base model ids (see toBaseModelId), anchored, in no order that matters: no id matches two of them.
 * Sources: the model-parameters pages of docs.aws.amazon.com/bedrock/latest/userguide.
 */
export const FAMILIES = [
  { key: 'claude-messages', matches: /^anthropic\.claude-(?!v1|v2|instant)[a-z0-9]/ },
  { key: 'claude-text', matches: /^anthropic\.claude-(?:v1|v2|instant)/ },
  { key: 'nova', matches: /^amazon\.nova-(?:micro|lite|pro|premier|2-lite)-/ },
  { key: 'nova-embed', matches: /^amazon\.nova-2-multimodal-embeddings-/ },
  { key: 'titan-text', matches: /^amazon\.titan-(?:text-|tg1-)/ },
  { key: 'titan-embed-text-v2', matches: /^amazon\.titan-embed-text-v2/ },
  { key: 'titan-embed-g1', matches: /^amazon\.titan-embed-(?:text-v1|g1-)/ },
  { key: 'titan-embed-image', matches: /^amazon\.titan-embed-image-/ },
  { key: 'llama2', matches: /^meta\.llama2-/ },
  { key: 'llama3', matches: /^meta\.llama3-/ },
  { key: 'llama4', matches: /^meta\.llama4-/ },
  {
    key: 'mistral-text',
    matches: /^mistral\.(?:mistral-7b-instruct|mixtral-8x7b|mistral-large-2402|mistral-small-2402)/,
  },
  {
    key: 'mistral-chat',
    matches: /^mistral\.(?:mistral-large-2407|mistral-large-3|pixtral|ministral|magistral|voxtral|devstral)/,
  },
  { key: 'cohere-command', matches: /^cohere\.command-(?:text|light)/ },
  { key: 'cohere-command-r', matches: /^cohere\.command-r/ },
  { key: 'cohere-embed-v3', matches: /^cohere\.embed-(?:english|multilingual)-v3/ },
  { key: 'cohere-embed-v4', matches: /^cohere\.embed-v4/ },
  { key: 'ai21-j2', matches: /^ai21\.j2-/ },
  { key: 'ai21-jamba', matches: /^ai21\.jamba-/ },
  { key: 'deepseek-r1', matches: /^deepseek\.r1-/ },
  {
    key: 'openai-compat',
    matches:
      /^(?:openai\.gpt-oss-|qwen\.qwen3-|deepseek\.v3|moonshot(?:ai)?\.|minimax\.|zai\.|nvidia\.|google\.gemma-)/,
  },
  { key: 'image', matches: /^(?:stability\.|amazon\.titan-image-|amazon\.nova-canvas-|amazon\.nova-reel-)/ },
] as const

/** Prefixes of cross-region inference profiles, as seen in AWS documents and in users' configurations. */
export const PROFILE_PREFIXES = ['us', 'eu', 'apac', 'ap', 'jp', 'au', 'ca', 'in', 'global', 'us-gov'] as const

const PROFILE_PREFIX = new RegExp(`^(?:${PROFILE_PREFIXES.join('|')})\\.(?=[a-z0-9-]+\\.)`)
const MODEL_ARN = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:[0-9]*:(?:foundation-model|inference-profile)\/([^/]+)$/
const OTHER_ARN = /^arn:/

/** Whether an id names a cross-region profile (`us.anthropic.…`) rather than a model of one region. */
export const isProfileId = (modelId: string): boolean => PROFILE_PREFIX.test(modelId)

/**
 * The id of the foundation model behind a model id, a profile id, or an ARN of either; `undefined` for ARNs whose last
 * part says nothing about the model (application inference profiles, custom models).
 */
export function toBaseModelId(modelId: string): string | undefined {
  const id = MODEL_ARN.exec(modelId)?.[1] ?? (OTHER_ARN.test(modelId) ? undefined : modelId)
  return id?.replace(PROFILE_PREFIX, '')
}

/** The family of a model id, profile id or ARN; `undefined` when nothing says so: never a guess. */
export function familyOf(modelId: string): FamilyKey | undefined {
  const id = toBaseModelId(modelId)
  return id === undefined ? undefined : FAMILIES.find(({ matches }) => matches.test(id))?.key
}

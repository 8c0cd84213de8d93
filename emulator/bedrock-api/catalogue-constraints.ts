import { oneOf, paging, required, text, whole, type Members } from './constraints.ts'

// Source: as in constraints.ts, and held against the same witnesses.
const PROVIDER = whole('[A-Za-z0-9- ]{1,63}')
const FOUNDATION_MODEL_ID = '[a-z0-9-]{1,63}[.]{1}([a-z0-9-]{1,63}[.]){0,2}[a-z0-9-]{1,63}([:][a-z0-9-]{1,63}){0,2}'
const BARE_MODEL_ID = '[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2}'
const CUSTOM_MODEL =
  '[0-9]{12}:custom-model/((imported)|([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}))(([:][a-z0-9-]{1,63}){0,2})?/[a-z0-9]{12}'
const BEDROCK = 'arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:'
const FOUNDATION_MODEL_ARN = `${BEDROCK}:foundation-model/${FOUNDATION_MODEL_ID}`
const GET_FOUNDATION_MODEL_IDENTIFIER = whole(`(${FOUNDATION_MODEL_ARN})|(${BARE_MODEL_ID})`)
const INFERENCE_PROFILE_IDENTIFIER = whole(
  '(arn:aws(|-us-gov|-cn|-iso|-iso-b):bedrock:(|[0-9a-z-]{0,20}):(|[0-9]{12}):(inference-profile|application-inference-profile)/)?[a-zA-Z0-9-:.]+',
)
const CUSTOM_MODEL_NAME = whole('([0-9a-zA-Z][_-]?){1,63}')
const MODEL_ARN = whole(`${BEDROCK}((${CUSTOM_MODEL})|(:foundation-model/${FOUNDATION_MODEL_ID}))`)
const MODEL_IDENTIFIER = whole(
  `${BEDROCK}((${CUSTOM_MODEL})|(:foundation-model/(${BARE_MODEL_ID})))|((${BARE_MODEL_ID}))|(([0-9a-zA-Z][_-]?)+)`,
)

export const LIST_FOUNDATION_MODELS: Members = {
  byProvider: text(undefined, PROVIDER),
  byCustomizationType: oneOf('FINE_TUNING', 'CONTINUED_PRE_TRAINING', 'DISTILLATION'),
  byOutputModality: oneOf('TEXT', 'IMAGE', 'EMBEDDING'),
  byInferenceType: oneOf('ON_DEMAND', 'PROVISIONED'),
}

export const GET_FOUNDATION_MODEL: Members = {
  modelIdentifier: required(text([1, 2048], GET_FOUNDATION_MODEL_IDENTIFIER)),
}

export const LIST_INFERENCE_PROFILES: Members = {
  ...paging,
  typeEquals: oneOf('SYSTEM_DEFINED', 'APPLICATION'),
}

export const GET_INFERENCE_PROFILE: Members = {
  inferenceProfileIdentifier: required(text([1, 2048], INFERENCE_PROFILE_IDENTIFIER)),
}

export const LIST_CUSTOM_MODELS: Members = {
  creationTimeBefore: { type: 'timestamp' },
  creationTimeAfter: { type: 'timestamp' },
  nameContains: text([1, 63], CUSTOM_MODEL_NAME),
  baseModelArnEquals: text([20, 1011], MODEL_ARN),
  foundationModelArnEquals: text(undefined, whole(FOUNDATION_MODEL_ARN)),
  ...paging,
  sortBy: oneOf('CreationTime'),
  sortOrder: oneOf('Ascending', 'Descending'),
  isOwned: { type: 'boolean' },
  modelStatus: oneOf('Active', 'Creating', 'Failed'),
}

export const GET_CUSTOM_MODEL: Members = { modelIdentifier: required(text([1, 2048], MODEL_IDENTIFIER)) }

import { GetInferenceProfile$, type GetInferenceProfileRequest } from '@aws-sdk/client-bedrock'
import { unknownInferenceProfile } from '../errors.ts'
import { GET_INFERENCE_PROFILE } from './catalogue-constraints.ts'
import { toWireProfile } from './model-shapes.ts'
import { operation } from './operation.ts'

export const getInferenceProfile = operation<GetInferenceProfileRequest, object>(
  GetInferenceProfile$,
  GET_INFERENCE_PROFILE,
  async ({ inferenceProfileIdentifier: identifier }, { loadCatalogue, caller, unverified }) => {
    const profile = (await loadCatalogue()).findInferenceProfile(identifier!, caller)
    if (!profile) throw unknownInferenceProfile(identifier!, unverified.unknownModelCode)
    return toWireProfile(profile)
  },
)

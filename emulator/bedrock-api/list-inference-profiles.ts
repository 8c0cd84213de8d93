import { ListInferenceProfiles$, type ListInferenceProfilesRequest } from '@aws-sdk/client-bedrock'
import { LIST_INFERENCE_PROFILES } from './catalogue-constraints.ts'
import { toWireProfile } from './model-shapes.ts'
import { offsetPage } from './offset-page.ts'
import { operation } from './operation.ts'

export const listInferenceProfiles = operation<ListInferenceProfilesRequest, object>(
  ListInferenceProfiles$,
  LIST_INFERENCE_PROFILES,
  async (input, { loadCatalogue, caller, unverified }) => {
    const catalogue = await loadCatalogue()
    const ofNoType = unverified.profilesOfNoType === 'systemDefined' ? 'SYSTEM_DEFINED' : undefined
    const type = input.typeEquals ?? ofNoType
    const profiles = catalogue
      .inferenceProfiles(caller)
      .filter((profile) => type === undefined || profile.type === type)
    const { page, nextToken } = offsetPage(profiles, input)
    return { inferenceProfileSummaries: page.map(toWireProfile), nextToken }
  },
)

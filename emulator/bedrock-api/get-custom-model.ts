import { GetCustomModel$, type GetCustomModelRequest } from '@aws-sdk/client-bedrock'
import { unknownCustomModel } from '../errors.ts'
import { GET_CUSTOM_MODEL } from './catalogue-constraints.ts'
import { operation } from './operation.ts'

export const getCustomModel = operation<GetCustomModelRequest, object>(
  GetCustomModel$,
  GET_CUSTOM_MODEL,
  async ({ modelIdentifier }, { loadCatalogue, caller, unverified }) => {
    const model = (await loadCatalogue()).findCustomModel(modelIdentifier!, caller)
    if (!model) throw unknownCustomModel(modelIdentifier!, unverified.unknownModelCode)
    // Members that the operation does not declare are left out of the answer.
    return { ...model, creationTime: new Date(model.creationTime) }
  },
)

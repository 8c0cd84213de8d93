import { GetFoundationModel$, type GetFoundationModelRequest } from '@aws-sdk/client-bedrock'
import { unknownFoundationModel } from '../errors.ts'
import { GET_FOUNDATION_MODEL } from './catalogue-constraints.ts'
import { toWireModel } from './model-shapes.ts'
import { operation } from './operation.ts'

export const getFoundationModel = operation<GetFoundationModelRequest, object>(
  GetFoundationModel$,
  GET_FOUNDATION_MODEL,
  async ({ modelIdentifier }, { loadCatalogue, caller, unverified }) => {
    const model = (await loadCatalogue()).findFoundationModel(modelIdentifier!, caller)
    if (!model) throw unknownFoundationModel(unverified.unknownModelCode)
    return { modelDetails: toWireModel(model, caller) }
  },
)

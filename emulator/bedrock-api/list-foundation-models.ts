import { ListFoundationModels$, type ListFoundationModelsRequest } from '@aws-sdk/client-bedrock'
import type { FoundationModel } from '../catalogue/index.ts'
import { LIST_FOUNDATION_MODELS } from './catalogue-constraints.ts'
import { toWireModel } from './model-shapes.ts'
import { operation } from './operation.ts'

/** AWS: the list has no pages. */
export const listFoundationModels = operation<ListFoundationModelsRequest, object>(
  ListFoundationModels$,
  LIST_FOUNDATION_MODELS,
  async (input, { loadCatalogue, caller }) => {
    const models = (await loadCatalogue()).foundationModels().filter((model) => isAskedFor(model, input))
    return { modelSummaries: models.map((model) => toWireModel(model, caller)) }
  },
)

const has = <T>(values: readonly T[], value: T | undefined): boolean => value === undefined || values.includes(value)

/** AWS: providers are found in any case: clients in use ask for `anthropic`. */
const isAskedFor = (model: FoundationModel, input: ListFoundationModelsRequest): boolean =>
  (input.byProvider === undefined || model.providerName.toLowerCase() === input.byProvider.toLowerCase()) &&
  has<string>(model.customizationsSupported, input.byCustomizationType) &&
  has<string>(model.outputModalities, input.byOutputModality) &&
  has<string>(model.inferenceTypesSupported, input.byInferenceType)

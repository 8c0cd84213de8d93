import { ListCustomModels$, type ListCustomModelsRequest } from '@aws-sdk/client-bedrock'
import type { CustomModel } from '../catalogue/index.ts'
import type { Unverified } from '../unverified.ts'
import { LIST_CUSTOM_MODELS } from './catalogue-constraints.ts'
import { toWireCustomModel } from './model-shapes.ts'
import { offsetPage } from './offset-page.ts'
import { operation } from './operation.ts'

export const listCustomModels = operation<ListCustomModelsRequest, object>(
  ListCustomModels$,
  LIST_CUSTOM_MODELS,
  async (input, { loadCatalogue, caller, unverified }) => {
    const catalogue = await loadCatalogue()
    const newestFirst = catalogue
      .customModels(caller)
      .filter((model) => isAskedFor(model, input) && isInTime(model, input, unverified))
      .toSorted((one, other) => Date.parse(other.creationTime) - Date.parse(one.creationTime))
    const models = input.sortOrder === 'Ascending' ? newestFirst.toReversed() : newestFirst
    const { page, nextToken } = offsetPage(models, input)
    const toRow = (model: CustomModel) => toWireCustomModel(model, catalogue.nameOf(model.baseModelId))
    return { modelSummaries: page.map(toRow), nextToken }
  },
)

const is = (value: unknown, wanted: unknown): boolean => wanted === undefined || value === wanted

/** Filters hold together (UNVERIFIED, as of jobs). No custom model here was made of another, so both ARNs mean the same. */
const isAskedFor = (model: CustomModel, input: ListCustomModelsRequest): boolean =>
  model.modelName.includes(input.nameContains ?? '') &&
  is(model.baseModelArn, input.baseModelArnEquals) &&
  is(model.baseModelArn, input.foundationModelArnEquals) &&
  is(model.isOwned, input.isOwned) &&
  is(model.modelStatus, input.modelStatus)

function isInTime(
  { creationTime }: CustomModel,
  { creationTimeAfter, creationTimeBefore }: ListCustomModelsRequest,
  { timeBounds }: Unverified,
): boolean {
  const created = Date.parse(creationTime)
  const slack = timeBounds === 'inclusive' ? 1 : 0
  return (
    created > (creationTimeAfter?.getTime() ?? -Infinity) - slack &&
    created < (creationTimeBefore?.getTime() ?? Infinity) + slack
  )
}

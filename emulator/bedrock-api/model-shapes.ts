import type { CustomModelSummary, FoundationModelDetails, InferenceProfileSummary } from '@aws-sdk/client-bedrock'
import { foundationModelArn, type AccountRegion } from '../arn.ts'
import type { CustomModel, FoundationModel, InferenceProfile } from '../catalogue/index.ts'

const toDate = (time: string | undefined): Date | undefined => (time === undefined ? undefined : new Date(time))

/** The members that GetFoundationModel and the rows of ListFoundationModels share: all of them. */
export const toWireModel = (
  model: FoundationModel,
  { region }: AccountRegion,
): Record<keyof FoundationModelDetails, unknown> => ({
  modelArn: foundationModelArn(model.modelId, region),
  modelId: model.modelId,
  modelName: model.modelName,
  providerName: model.providerName,
  inputModalities: model.inputModalities,
  outputModalities: model.outputModalities,
  responseStreamingSupported: model.responseStreamingSupported,
  customizationsSupported: model.customizationsSupported,
  inferenceTypesSupported: model.inferenceTypesSupported,
  modelLifecycle: {
    status: model.lifecycle.status,
    startOfLifeTime: toDate(model.lifecycle.startOfLifeTime),
    endOfLifeTime: toDate(model.lifecycle.endOfLifeTime),
    legacyTime: toDate(model.lifecycle.legacyTime),
    publicExtendedAccessTime: toDate(model.lifecycle.publicExtendedAccessTime),
  },
})

/** The members that GetInferenceProfile and the rows of ListInferenceProfiles share: all of them. */
export const toWireProfile = (profile: InferenceProfile): Record<keyof InferenceProfileSummary, unknown> => ({
  inferenceProfileName: profile.name,
  description: profile.description,
  createdAt: toDate(profile.createdAt),
  updatedAt: toDate(profile.updatedAt),
  inferenceProfileArn: profile.arn,
  models: profile.modelArns.map((modelArn) => ({ modelArn })),
  inferenceProfileId: profile.id,
  status: 'ACTIVE',
  type: profile.type,
})

/** A row of ListCustomModels. */
export const toWireCustomModel = (
  model: CustomModel,
  baseModelName: string,
): Record<keyof CustomModelSummary, unknown> => ({
  modelArn: model.modelArn,
  modelName: model.modelName,
  creationTime: toDate(model.creationTime),
  baseModelArn: model.baseModelArn,
  baseModelName,
  customizationType: model.customizationType,
  ownerAccountId: model.ownerAccountId,
  modelStatus: model.modelStatus,
})

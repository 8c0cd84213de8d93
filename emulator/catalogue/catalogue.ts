import { foundationModelArn, type AccountRegion } from '../arn.ts'
import { NO_MODELS, type FoundationModelOption, type ModelOptions } from '../model-options.ts'
import { configuredCustomModel, type CustomModel } from './custom-model.ts'
import type { FoundationModel } from './foundation-model.ts'
import { configuredProfile, systemProfilesOf, type InferenceProfile } from './inference-profile.ts'
import { FOUNDATION_MODELS } from './models/index.ts'

/** What an id or an ARN names. */
export interface NamedModel {
  kind: 'foundationModel' | 'inferenceProfile' | 'customModel'
  arn: string
  /** Id of the foundation model behind it, as which it is answered. */
  baseModelId: string
  /** Its row, which a custom model has too where the catalogue knows what it was made of. */
  model: FoundationModel | undefined
}

/**
 * Models, inference profiles and custom models: AWS's, and those that the configuration adds. What is configured exists in
 * the region of its ARN, for every account: whoever works on this machine has one account more often than the right one.
 */
export class Catalogue {
  readonly #models = new Map(FOUNDATION_MODELS.map((model) => [model.modelId, model]))
  /** Which model a configured one answers as. */
  readonly #bases = new Map<string, string>()
  readonly #profiles: ReturnType<typeof configuredProfile>[]
  readonly #customModels: CustomModel[]

  constructor({ foundationModels, inferenceProfiles, customModels }: ModelOptions = NO_MODELS) {
    for (const option of foundationModels) {
      this.#models.set(option.modelId, configuredModel(option, this.#models.get(option.modelId)))
      this.#bases.set(option.modelId, option.baseModelId)
    }
    this.#profiles = inferenceProfiles.map(configuredProfile)
    this.#customModels = customModels.map(configuredCustomModel)
  }

  /** AWS: the models of a region. Which region has which of them is not recorded: here every region has all. */
  foundationModels(): FoundationModel[] {
    return Array.from(this.#models.values())
  }

  /** By id, or by an ARN of the region. */
  findFoundationModel(identifier: string, { region }: AccountRegion): FoundationModel | undefined {
    const prefix = foundationModelArn('', region)
    return this.#models.get(identifier.startsWith(prefix) ? identifier.slice(prefix.length) : identifier)
  }

  /** Those that the region can call. */
  inferenceProfiles({ region, account }: AccountRegion): InferenceProfile[] {
    const ofSystem = this.foundationModels().flatMap((model) => systemProfilesOf(model, region, account))
    return [...ofSystem, ...this.#profiles.filter((profile) => profile.region === region)]
  }

  /** By id or ARN. Of AWS's own profiles the account in an ARN does not matter, for the reason above. */
  findInferenceProfile(identifier: string, { region, account }: AccountRegion): InferenceProfile | undefined {
    const configured = this.#profiles.find(
      (profile) => profile.region === region && (profile.arn === identifier || profile.id === identifier),
    )
    if (configured) return configured
    const [, arnRegion, arnId] = /^arn:[^:]+:bedrock:([^:]+):[0-9]{12}:inference-profile\/(.+)$/.exec(identifier) ?? []
    if (arnRegion !== undefined && arnRegion !== region) return undefined
    const id = arnId ?? identifier
    const model = this.#models.get(id.slice(id.indexOf('.') + 1))
    return model && systemProfilesOf(model, region, account).find((profile) => profile.id === id)
  }

  customModels({ region }: AccountRegion): CustomModel[] {
    return this.#customModels.filter((model) => model.region === region)
  }

  /** By name, by ARN, or by the id at the ARN's end. */
  findCustomModel(identifier: string, place: AccountRegion): CustomModel | undefined {
    return this.customModels(place).find(({ modelName, modelArn, id }) =>
      [modelName, modelArn, id].includes(identifier),
    )
  }

  /** What `modelId` of a job means to a region; `undefined` when it means nothing there. */
  resolve(modelId: string, place: AccountRegion): NamedModel | undefined {
    const model = this.findFoundationModel(modelId, place)
    if (model)
      return {
        kind: 'foundationModel',
        arn: foundationModelArn(model.modelId, place.region),
        baseModelId: this.#baseOf(model.modelId),
        model,
      }
    const profile = this.findInferenceProfile(modelId, place)
    if (profile) return this.#named('inferenceProfile', profile.arn, profile.baseModelId)
    // AWS: a custom model is named by its ARN here, and has to be ready.
    const custom = this.customModels(place).find(({ modelArn }) => modelArn === modelId)
    return custom?.modelStatus === 'Active'
      ? this.#named('customModel', custom.modelArn, custom.baseModelId)
      : undefined
  }

  /** The name of a foundation model; its id where the catalogue does not have it. */
  nameOf(modelId: string): string {
    return this.#models.get(modelId)?.modelName ?? modelId
  }

  #named(kind: NamedModel['kind'], arn: string, modelId: string): NamedModel {
    return { kind, arn, baseModelId: this.#baseOf(modelId), model: this.#models.get(modelId) }
  }

  #baseOf(modelId: string): string {
    return this.#bases.get(modelId) ?? modelId
  }
}

/** What an option leaves out is as in the catalogue, where it has the model, or as most models have it. */
function configuredModel(option: FoundationModelOption, known: FoundationModel | undefined): FoundationModel {
  const { baseModelId: _base, status, batch = true, ...given } = option
  return {
    modelName: option.modelId,
    providerName: 'Configured',
    inputModalities: ['TEXT'],
    outputModalities: ['TEXT'],
    responseStreamingSupported: true,
    customizationsSupported: [],
    inferenceTypesSupported: ['ON_DEMAND'],
    profiles: [],
    ...known,
    batchRegions: undefined,
    ...(given as Partial<FoundationModel> & { modelId: string }),
    lifecycle: { ...known?.lifecycle, status: status ?? known?.lifecycle.status ?? 'ACTIVE' },
    batch: batch ? 'configured' : undefined,
    unanswered: false,
  }
}

import { bedrockArn, foundationModelArn } from '../arn.ts'
import type { InferenceProfileOption } from '../model-options.ts'
import type { FoundationModel } from './foundation-model.ts'
import { destinationsOf, GEOGRAPHIES } from './geographies.ts'

/** An inference profile, as the region sees it that asks for it. */
export interface InferenceProfile {
  id: string
  arn: string
  name: string
  type: 'SYSTEM_DEFINED' | 'APPLICATION'
  description: string | undefined
  /** ARNs of the foundation models that it sends requests to. */
  modelArns: string[]
  createdAt: string | undefined
  updatedAt: string | undefined
  /** The foundation model that all of them are. */
  baseModelId: string
}

/** Intl.ListFormat would say the same, and take longer to load than all of the catalogue. */
const listed = (places: readonly string[]): string => `${places.slice(0, -1).join(', ')} and ${places.at(-1)}`

/** AWS: names and descriptions are of this form; which providers are named in them differs from profile to profile. */
function describe({ modelName, providerName }: FoundationModel, prefix: string): { name: string; description: string } {
  const called =
    providerName === 'Amazon' || modelName.startsWith(providerName) ? modelName : `${providerName} ${modelName}`
  const where =
    prefix === 'global'
      ? 'globally across all supported AWS Regions'
      : `in ${listed(GEOGRAPHIES[prefix]!.destinations)}`
  return { name: `${GEOGRAPHIES[prefix]!.label} ${called}`, description: `Routes requests to ${called} ${where}.` }
}

/** The cross-region profiles of a model that a region can call. */
export const systemProfilesOf = (model: FoundationModel, region: string, account: string): InferenceProfile[] =>
  model.profiles
    .filter((prefix) => GEOGRAPHIES[prefix]!.sources.test(region))
    .map((prefix) => {
      const id = `${prefix}.${model.modelId}`
      return {
        id,
        arn: bedrockArn(region, account, `inference-profile/${id}`),
        ...describe(model, prefix),
        type: 'SYSTEM_DEFINED',
        modelArns: destinationsOf(prefix, region).map((place) => modelArnIn(place, region, model.modelId)),
        createdAt: undefined,
        updatedAt: undefined,
        baseModelId: model.modelId,
      }
    })

/** AWS: a global profile's first model is in no region, and has the partition of the region that calls. */
const modelArnIn = (place: string, region: string, modelId: string): string =>
  place === '' ? foundationModelArn(modelId, region).replace(`:${region}:`, '::') : foundationModelArn(modelId, place)

const PROFILE_ARN = /^arn:[^:]+:bedrock:([^:]+):[0-9]{12}:([a-z-]+)\/(.+)$/

/** A profile that the configuration has; it sends requests to the model in its own region. */
export function configuredProfile(option: InferenceProfileOption): InferenceProfile & { region: string } {
  const { inferenceProfileArn: arn, baseModelId } = option
  const [, region, kind, id] = PROFILE_ARN.exec(arn) as unknown as [string, string, string, string]
  return {
    id,
    arn,
    name: option.inferenceProfileName ?? id,
    type: kind === 'inference-profile' ? 'SYSTEM_DEFINED' : 'APPLICATION',
    description: option.description,
    modelArns: [foundationModelArn(baseModelId, region)],
    createdAt: option.createdAt,
    updatedAt: option.updatedAt,
    baseModelId,
    region,
  }
}

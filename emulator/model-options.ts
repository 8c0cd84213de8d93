import { familyOf, toBaseModelId } from '../translator/formats/models/index.ts'
import { listOf, membersOf, oneOf, readSwitch, refuse, textOf, type Reader } from './option-readers.ts'
import { CUSTOMIZATIONS, GEOGRAPHY_NAMES, INFERENCE_TYPES, MODALITIES } from './model-words.ts'
import { REGION_PATTERN } from './region.ts'

/** A foundation model that the catalogue lacks, or one of the catalogue's that shall be different. */
export interface FoundationModelOption {
  modelId: string
  /** The foundation model whose format it has and as which it answers; may be left out where `modelId` says it. */
  baseModelId: string
  modelName?: string
  providerName?: string
  inputModalities?: string[]
  outputModalities?: string[]
  inferenceTypesSupported?: string[]
  customizationsSupported?: string[]
  responseStreamingSupported?: boolean
  status?: 'ACTIVE' | 'LEGACY'
  /** Whether batch inference takes it; it does unless told otherwise. */
  batch?: boolean
  /** Regions where batch inference takes its bare id; absent: all. */
  batchRegions?: string[]
  /** Prefixes of its cross-region profiles: `us`, `eu`, … */
  profiles?: string[]
}

/** An inference profile of somebody's own; it exists in the region of its ARN. */
export interface InferenceProfileOption {
  inferenceProfileArn: string
  baseModelId: string
  inferenceProfileName?: string
  description?: string
  createdAt?: string
  updatedAt?: string
}

/** A custom model; it exists in the region of its ARN. */
export interface CustomModelOption {
  modelArn: string
  modelName: string
  /** May be left out where the ARN says it. */
  baseModelId: string
  customizationType?: string
  modelStatus?: 'Active' | 'Creating' | 'Failed'
  creationTime?: string
  ownerAccountId?: string
  jobName?: string
  jobArn?: string
  failureMessage?: string
}

export interface ModelOptions {
  foundationModels: FoundationModelOption[]
  inferenceProfiles: InferenceProfileOption[]
  customModels: CustomModelOption[]
}

/** The same as it is given: what can be told from the rest may be left out. */
export interface ModelOptionsInput {
  foundationModels?: (Omit<FoundationModelOption, 'baseModelId'> & { baseModelId?: string })[] | undefined
  inferenceProfiles?: InferenceProfileOption[] | undefined
  customModels?: (Omit<CustomModelOption, 'baseModelId'> & { baseModelId?: string })[] | undefined
}

const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z$/

/** Ends of a text are trimmed nowhere: what is given is what clients see. */
const text = (most: number): Reader<string> =>
  textOf(new RegExp(`^[^\\p{Cc}]{1,${most}}$`, 'u'), `a text of 1 to ${most} characters`)

const readTime: Reader<string> = (value, name) =>
  typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : refuse(name, value, 'must be a time such as 2026-01-31T12:00:00Z')

const readBaseModelId: Reader<string> = (value, name) => {
  const id = typeof value === 'string' ? toBaseModelId(value) : undefined
  return id !== undefined && id === value && familyOf(id) !== undefined
    ? id
    : refuse(name, value, 'must be the id of a foundation model whose format Outcrop knows, without prefix')
}

const MODEL_ID = /^[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})?(?::[a-z0-9-]{1,63}){0,2}$/

const foundationModel = membersOf<FoundationModelOption>({
  modelId: textOf(MODEL_ID, 'an id such as provider.model-v1:0'),
  baseModelId: readBaseModelId,
  modelName: text(64),
  providerName: text(20),
  inputModalities: listOf(oneOf(MODALITIES)),
  outputModalities: listOf(oneOf(MODALITIES)),
  inferenceTypesSupported: listOf(oneOf(INFERENCE_TYPES)),
  customizationsSupported: listOf(oneOf(CUSTOMIZATIONS)),
  responseStreamingSupported: readSwitch,
  status: oneOf(['ACTIVE', 'LEGACY'] as const),
  batch: readSwitch,
  batchRegions: listOf(textOf(new RegExp(`^${REGION_PATTERN}$`), 'a list of regions such as us-east-1')),
  profiles: listOf(oneOf(GEOGRAPHY_NAMES)),
})

const inferenceProfile = membersOf<InferenceProfileOption>({
  inferenceProfileArn: textOf(
    new RegExp(
      `^arn:aws[a-z-]*:bedrock:${REGION_PATTERN}:[0-9]{12}:(?:application-)?inference-profile/[a-zA-Z0-9:.-]{1,64}$`,
    ),
    'an ARN such as arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl',
  ),
  baseModelId: readBaseModelId,
  inferenceProfileName: text(64),
  description: text(200),
  createdAt: readTime,
  updatedAt: readTime,
})

const customModel = membersOf<CustomModelOption>({
  modelArn: textOf(
    new RegExp(`^arn:aws[a-z-]*:bedrock:${REGION_PATTERN}:[0-9]{12}:custom-model/[a-z0-9.:-]{1,190}/[a-z0-9]{12}$`),
    'an ARN such as arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl',
  ),
  modelName: textOf(/^(?:[0-9a-zA-Z][_-]?){1,63}$/, '1 to 63 letters and digits with single _ or - between them'),
  baseModelId: readBaseModelId,
  customizationType: oneOf([
    'FINE_TUNING',
    'CONTINUED_PRE_TRAINING',
    'DISTILLATION',
    'REINFORCEMENT_FINE_TUNING',
    'IMPORTED',
  ]),
  modelStatus: oneOf(['Active', 'Creating', 'Failed'] as const),
  creationTime: readTime,
  ownerAccountId: textOf(/^[0-9]{12}$/, 'twelve digits'),
  jobName: text(63),
  jobArn: text(1011),
  failureMessage: text(2048),
})

/** What `read` reads, with members that must be there; `derive` fills in what another member says. */
const complete =
  <T extends object>(read: Reader<Partial<T>>, needed: (keyof T & string)[], derive = (value: Partial<T>) => value) =>
  (value: unknown, name: string): T => {
    const object = derive(read(value, name))
    for (const member of needed)
      if (object[member] === undefined) refuse(`${name}.${member}`, undefined, 'must be given')
    return object as T
  }

const withBase = <T extends { baseModelId: string }>(value: Partial<T>, said: string | undefined): Partial<T> =>
  value.baseModelId === undefined && said !== undefined && familyOf(said) !== undefined
    ? { ...value, baseModelId: said }
    : value

/** Two things of one name would hide each other. */
const distinct =
  <T extends object>(item: Reader<T>, key: keyof T): Reader<T[]> =>
  (value, name) => {
    const items = Array.isArray(value) ? value.map((one, index) => item(one, `${name}[${index}]`)) : undefined
    if (!items) return refuse(name, value, 'must be a list of objects')
    const keys = items.map((one) => one[key])
    const twice = keys.find((one, index) => keys.indexOf(one) < index)
    return twice === undefined ? items : refuse(`${name}.${String(key)}`, twice, 'may be there once only')
  }

const readMembers = membersOf<ModelOptions>({
  foundationModels: distinct(
    complete(foundationModel, ['modelId', 'baseModelId'], (value) => withBase(value, value.modelId)),
    'modelId',
  ),
  inferenceProfiles: distinct(
    complete(inferenceProfile, ['inferenceProfileArn', 'baseModelId']),
    'inferenceProfileArn',
  ),
  customModels: distinct(
    complete(customModel, ['modelArn', 'modelName', 'baseModelId'], (value) =>
      withBase(value, baseOfCustomModel(value.modelArn)),
    ),
    'modelArn',
  ),
})

/** AWS: the ARN of a custom model has the id that it was customized from, with its context length: `….nova-lite-v1:0:300k`. */
const baseOfCustomModel = (modelArn: string | undefined): string | undefined =>
  modelArn?.split('/')[1]?.replace(/:(?:[0-9]+k|mm)$/, '')

export const NO_MODELS: ModelOptions = { foundationModels: [], inferenceProfiles: [], customModels: [] }

export const readModels: Reader<ModelOptions> = (value, name) => ({ ...NO_MODELS, ...readMembers(value, name) })

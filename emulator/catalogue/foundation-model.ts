import type { CUSTOMIZATIONS, INFERENCE_TYPES, MODALITIES } from '../model-words.ts'

export type Modality = (typeof MODALITIES)[number]
export type InferenceType = (typeof INFERENCE_TYPES)[number]
export type Customization = (typeof CUSTOMIZATIONS)[number]

export interface Lifecycle {
  status: 'ACTIVE' | 'LEGACY'
  /** Times in RFC 3339, where somebody has published the service's answer. */
  startOfLifeTime?: string
  legacyTime?: string
  publicExtendedAccessTime?: string
  endOfLifeTime?: string
}

/**
 * How it is known that batch inference takes a model: it owns a quota for batch jobs (`quota`), AWS's page on batch support
 * names it (`page`), somebody published a job of it (`job`), or the configuration says so (`configured`).
 */
export type BatchEvidence = 'quota' | 'page' | 'job' | 'configured'

/** A foundation model. What the rows leave out is filled in by `ofProvider`. */
export interface FoundationModel {
  modelId: string
  modelName: string
  providerName: string
  inputModalities: readonly Modality[]
  outputModalities: readonly Modality[]
  responseStreamingSupported: boolean
  customizationsSupported: readonly Customization[]
  /** AWS: they differ by region; these are the ones seen in us-east-1 unless the row says otherwise. */
  inferenceTypesSupported: readonly InferenceType[]
  lifecycle: Lifecycle
  /** Geographies with a cross-region profile of it: the prefixes of the profiles' ids. */
  profiles: readonly string[]
  /** `undefined`: batch inference does not take it, or nobody has said that it does. */
  batch: BatchEvidence | undefined
  /** Regions where batch inference takes the bare id; `undefined`: not known, so all that have the model on demand. */
  batchRegions: readonly string[] | undefined
  /** Nobody will answer it here: its family is none of ours. */
  unanswered: boolean
}

export interface Row {
  id: string
  name: string
  /** Words of the lists above with spaces between them. */
  in?: string
  out?: string
  by?: string
  custom?: string
  profiles?: string
  /** What follows the id where throughput is provisioned: `:28k :200k`. */
  sizes?: string
  streams?: boolean
  life?: Lifecycle
  batch?: BatchEvidence
  batchRegions?: string
  unanswered?: boolean
}

const words = <T extends string>(text: string): T[] => text.split(' ').filter((word) => word !== '') as T[]

function toModel(providerName: string, row: Row): FoundationModel {
  return {
    modelId: row.id,
    modelName: row.name,
    providerName,
    inputModalities: words(row.in ?? 'TEXT'),
    outputModalities: words(row.out ?? 'TEXT'),
    responseStreamingSupported: row.streams ?? (row.out ?? 'TEXT') === 'TEXT',
    customizationsSupported: words(row.custom ?? ''),
    inferenceTypesSupported: words(row.by ?? (row.profiles === undefined ? 'ON_DEMAND' : 'INFERENCE_PROFILE')),
    lifecycle: row.life ?? { status: 'ACTIVE' },
    profiles: words(row.profiles ?? ''),
    batch: row.batch,
    batchRegions: row.batchRegions === undefined ? undefined : words(row.batchRegions),
    unanswered: row.unanswered ?? false,
  }
}

/** AWS: a model that can be bought as provisioned throughput is listed once more for each context length. */
const toVariants = (model: FoundationModel, sizes: string): FoundationModel[] =>
  words(sizes).map((size) => ({
    ...model,
    modelId: `${model.modelId}${size}`,
    inferenceTypesSupported: ['PROVISIONED'],
    profiles: [],
    batch: undefined,
    batchRegions: undefined,
  }))

/** The models of a provider from their rows; `common` is what most of them share. */
export const ofProvider = (providerName: string, common: Partial<Row>, rows: Row[]): FoundationModel[] =>
  rows.flatMap((row) => {
    const model = toModel(providerName, { ...common, ...row })
    return [model, ...toVariants(model, row.sizes ?? '')]
  })

/**
 * AWS: no life cycle was published, but the model is missing among the active ones that us-east-1 listed on 27 September
 * 2026 (UNVERIFIED that it is legacy and not gone).
 */
export const LEGACY: Lifecycle = { status: 'LEGACY' }

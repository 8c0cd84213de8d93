/** AWS's quotas for batch inference, by the names that `--relaxed` and the configuration file use. */
export interface Quotas {
  /** Fewest records of a job, over all its files. */
  minRecords: number
  /** Most records of a job, over all its files. */
  maxRecords: number
  /** Most records of one file. */
  fileRecords: number
  /** Largest file, in bytes. */
  fileSize: number
  /** Largest job, all its files together, in bytes. */
  jobSize: number
  /** Most unfinished jobs with one base model, in one region of one account. */
  concurrentJobs: number
}

const GIB = 1024 ** 3

/** Source: "Amazon Bedrock endpoints and quotas", mid-2025; which of them a newer account sees is UNVERIFIED. */
const DEFAULT_QUOTAS: Quotas = {
  minRecords: 100,
  maxRecords: 50_000,
  fileRecords: 50_000,
  fileSize: GIB,
  jobSize: 5 * GIB,
  concurrentJobs: 20,
}

/** Quotas that were seen to differ for one model. */
const MODEL_QUOTAS: { models: RegExp; quotas: Partial<Quotas> }[] = [
  // Service Quotas read-outs of August and September 2026.
  { models: /^amazon\.titan-embed-text-v2/, quotas: { maxRecords: 100_000, fileRecords: 100_000 } },
  // Table of mid-2025.
  { models: /^meta\.llama4-scout-/, quotas: { minRecords: 50 } },
]

const WITHOUT_QUOTAS: Quotas = {
  minRecords: 0,
  maxRecords: Infinity,
  fileRecords: Infinity,
  fileSize: Infinity,
  jobSize: Infinity,
  concurrentJobs: Infinity,
}

export const QUOTA_NAMES = ['minRecords', 'maxRecords', 'fileRecords', 'fileSize', 'jobSize', 'concurrentJobs'] as const

/** Rules of AWS that `--relaxed` can switch off, one by one. */
export const RELAXABLE_RULES = [...QUOTA_NAMES, 'bucketRegion', 'batchModels'] as const

export type RelaxableRule = (typeof RELAXABLE_RULES)[number]

const isQuota = (rule: RelaxableRule): rule is keyof Quotas => QUOTA_NAMES.some((name) => name === rule)

export class Limits {
  readonly #relaxed: ReadonlySet<RelaxableRule>
  readonly #configured: Partial<Quotas>

  /** `configured` overrides AWS's figures for every model; what is in `relaxed` has no limit at all. */
  constructor(relaxed: Iterable<RelaxableRule> = [], configured: Partial<Quotas> = {}) {
    this.#relaxed = new Set(relaxed)
    this.#configured = configured
  }

  isRelaxed(rule: RelaxableRule): boolean {
    return this.#relaxed.has(rule)
  }

  quotasOf(baseModelId: string): Quotas {
    const ofModel = MODEL_QUOTAS.find(({ models }) => models.test(baseModelId))?.quotas
    const quotas = { ...DEFAULT_QUOTAS, ...ofModel, ...this.#configured }
    for (const rule of this.#relaxed) if (isQuota(rule)) quotas[rule] = WITHOUT_QUOTAS[rule]
    return quotas
  }
}

/** Our own bounds, against requests and files that would fill the memory. */
export const BOUNDS = {
  /** Largest JSON body of a Bedrock or admin request, in bytes. */
  jsonBodyBytes: 1024 * 1024,
  /** Largest form of a request to STS or IAM, in bytes. */
  formBodyBytes: 64 * 1024,
  /** Largest XML body of an S3 request, in bytes; 1,000 keys of 1,024 bytes fit, escaped. */
  xmlBodyBytes: 8 * 1024 * 1024,
  /** Longest line of an input file, in bytes. AWS's own bound is UNVERIFIED. */
  recordBytes: 64 * 1024 * 1024,
  /** Most requests that the journal remembers, and the memory that they may take, in bytes. */
  journalRequests: 1000,
  journalBytes: 8 * 1024 * 1024,
  /** How much of a request's body it keeps, in bytes. */
  journalBodyBytes: 8 * 1024,
  /** Most events of the log that a snapshot shows, and how much of the message of each, in characters. */
  recentEvents: 200,
  recentEventLength: 4000,
} as const

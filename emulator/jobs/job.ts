import type { JobStatus, ModelInvocationType } from '../../translator/formats/bedrock/job-status.ts'

/**
 * Which status may follow which. From the meanings in the service's model; the edges from each active status to Stopping
 * are UNVERIFIED. There is no way out of a finished status.
 */
export const NEXT_STATUSES: Record<JobStatus, readonly JobStatus[]> = {
  Submitted: ['Validating', 'Stopping'],
  Validating: ['Scheduled', 'Failed', 'Stopping'],
  Scheduled: ['InProgress', 'Expired', 'Stopping'],
  InProgress: ['Completed', 'PartiallyCompleted', 'Failed', 'Stopping'],
  Stopping: ['Stopped'],
  Completed: [],
  PartiallyCompleted: [],
  Failed: [],
  Expired: [],
  Stopped: [],
}

/** Whether a job in this status never changes again. */
export const isFinished = (status: JobStatus): boolean => NEXT_STATUSES[status].length === 0

/** Whether a job in status `from` can still come to status `to`. */
export const canReach = (from: JobStatus, to: JobStatus): boolean =>
  NEXT_STATUSES[from].some((next) => next === to || canReach(next, to))

/** Counts of records; `processed` is `success` + `error`. */
export interface RecordCounts {
  total: number
  processed: number
  success: number
  error: number
}

export interface TokenCounts {
  input: number
  output: number
}

export interface Tag {
  key: string
  value: string
}

/** The tags with others put over them: of two with the same key the later one stays. */
export const mergeTags = (tags: Tag[], others: Tag[]): Tag[] =>
  Array.from(new Map([...tags, ...others].map((tag) => [tag.key, tag])).values())

/** What the client asked for, with AWS's defaults filled in. */
export interface JobRequest {
  jobName: string
  roleArn: string
  /** As the client sent it. */
  modelId: string
  clientRequestToken: string | undefined
  invocationType: ModelInvocationType
  input: { s3Uri: string; s3InputFormat: string | undefined; s3BucketOwner: string }
  output: { s3Uri: string; s3EncryptionKeyId: string | undefined; s3BucketOwner: string }
  vpcConfig: { subnetIds: string[]; securityGroupIds: string[] } | undefined
  timeoutHours: number
  tags: Tag[]
}

/** A model invocation job. All times are epoch milliseconds. */
export interface Job extends JobRequest {
  jobArn: string
  jobId: string
  region: string
  account: string
  /** What `modelId` is in answers: an ARN. */
  modelArn: string
  /** Id of the foundation model, without prefixes. */
  baseModelId: string
  status: JobStatus
  message: string | undefined
  submittedAt: number
  lastModifiedAt: number
  endedAt: number | undefined
  /** When the job expires: `submittedAt` + timeout. */
  expiresAt: number
  /** When validation ended. */
  scheduledAt: number | undefined
  /** When processing began; how many records are due from then on, phases.ts says. */
  startedAt: number | undefined
  counts: RecordCounts
  tokens: TokenCounts
  /** When the next thing happens to the job by itself; `undefined` when nothing will. */
  dueAt: number | undefined
}

/** One file of a job's input, as validation found it. */
export interface InputFile {
  key: string
  etag: string
  /** In bytes. */
  size: number
  recordCount: number
}

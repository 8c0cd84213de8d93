import { errorOfDisk } from '../object-store/disk-error.ts'
import { ObjectStoreError, type ObjectStoreErrorKind } from '../object-store/object-store.ts'

const TOO_FEW_RECORDS = 'Batch job contains less records'

/** Whether a job failed because AWS takes no job with so few records. */
export const isTooFewRecords = (message: string): boolean => message.startsWith(TOO_FEW_RECORDS)

/** `message` of failed jobs. Texts without a note are our own, in AWS's style: nobody has published AWS's. */
export const failureMessage = {
  /** AWS: seen by two projects. */
  tooFewRecords: (count: number, minimum: number): string =>
    `${TOO_FEW_RECORDS} (${count}) than the required minimum of: ${minimum}`,
  /** AWS: seen by two projects, for a missing permission, another bucket name, or a bucket of another region. */
  cannotList: (s3Uri: string): string => `Could not validate ListBucket permissions for S3URI ${s3Uri}`,
  /** AWS: the head was seen; the tail is documented for customization jobs. */
  cannotGet: (bucket: string, key: string): string =>
    `Could not validate GetObject permissions to access S3 bucket: ${bucket} at key ${key}`,
  /** AWS: documented for customization jobs. */
  cannotPut: (bucket: string, key: string): string =>
    `Could not validate PutObject permissions to access S3 bucket: ${bucket} at key ${key}`,
  noInputFile: (s3Uri: string): string => `Batch job found no object that ends in .jsonl at S3URI ${s3Uri}`,
  tooManyRecords: (maximum: number): string =>
    `Batch job contains more records than the allowed maximum of: ${maximum}`,
  tooManyRecordsInFile: (key: string, maximum: number): string =>
    `Batch job input file ${key} contains more records than the allowed maximum of: ${maximum}`,
  fileTooLarge: (key: string, size: number, maximum: number): string =>
    `Batch job input file ${key} has ${size} bytes, more than the allowed maximum of: ${maximum}`,
  jobTooLarge: (size: number, maximum: number): string =>
    `Batch job input has ${size} bytes, more than the allowed maximum of: ${maximum}`,
  noRecords: (s3Uri: string): string => `Batch job found no record at S3URI ${s3Uri}`,
  badLine: (key: string, lineNumber: number, reason: string): string =>
    `Batch job input file ${key} is malformed: line ${lineNumber} ${reason}`,
  sameOutput: (key: string): string => `Batch job has two input files whose output would be ${key}`,
  inputChanged: (key: string): string => `Batch job input file ${key} was changed or removed while the job was running`,
  storageFailed: (reason: string): string => `Batch job could not reach its data in S3: ${reason}`,
  internal: (): string => 'Batch job failed because of an internal error',
  /** UNVERIFIED whether AWS gives one. */
  expired: (hours: number): string => `Batch job did not begin within its timeout of ${hours} hours`,
  partiallyCompleted: (processed: number, total: number, hours: number): string =>
    `Batch job processed ${processed} of ${total} records within its timeout of ${hours} hours`,
} as const

/** What ends a job, with the sentence for its `message`. */
export class JobFailure extends Error {}

/** The sentence for something that a step of a job threw; `undefined` when it is a bug of ours. */
export function messageOf(error: unknown): string | undefined {
  if (error instanceof JobFailure) return error.message
  const known = errorOfDisk(error)
  return known instanceof ObjectStoreError ? failureMessage.storageFailed(known.message) : undefined
}

/** The failure of a job for what a store has refused, where there is a sentence for it; other errors pass as they are. */
export function failureOf(error: unknown, sentences: Partial<Record<ObjectStoreErrorKind, string>>): unknown {
  const sentence = error instanceof ObjectStoreError ? sentences[error.kind] : undefined
  return sentence === undefined ? error : new JobFailure(sentence, { cause: error })
}

/** What a store or its disk has said, where a job's `message` does not tell all of it. */
export function detailOf(error: unknown): string | undefined {
  if (!(error instanceof JobFailure || error instanceof ObjectStoreError)) return undefined
  const { cause } = error
  const tellsMore = error instanceof JobFailure ? cause instanceof ObjectStoreError : isOfDisk(cause)
  return tellsMore ? (cause as Error).message : undefined
}

/** With paths of this machine, which are not for those who see the job. */
const isOfDisk = (cause: unknown): boolean => cause instanceof Error && 'syscall' in cause && 'path' in cause

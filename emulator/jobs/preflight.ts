import type { S3Uri } from '../../translator/formats/s3-uri.ts'
import { LineTooLongError, readLines } from '../../translator/formats/jsonl.ts'
import type { Line } from '../../translator/formats/line.ts'
import { readInputRecord } from '../../translator/formats/bedrock/record.ts'
import { BOUNDS, type Limits, type Quotas } from '../limits.ts'
import type { ObjectStore, ObjectSummary } from '../object-store/object-store.ts'
import type { Unverified } from '../unverified.ts'
import { failureMessage, failureOf, JobFailure } from './failure-message.ts'
import { findInputFiles, inputFailure, locationOf, outputFolderOf, outputKeyOf } from './input-files.ts'
import type { InputFile, Job } from './job.ts'

export interface PreflightContext {
  objects: ObjectStore
  limits: Limits
  unverified: Unverified
  signal: AbortSignal
}

/**
 * What AWS does while a job is Validating: the buckets can be reached, the files are `.jsonl`, each line is a record, and
 * the quotas hold over all files. It does not hold `modelInput` against the model. Throws a JobFailure.
 */
export async function preflight(job: Job, context: PreflightContext): Promise<InputFile[]> {
  const input = locationOf(job.input.s3Uri)
  const output = locationOf(job.output.s3Uri)
  const outputKey = outputFolderOf(job)
  await checkBucket(input, job, context, failureMessage.cannotList(job.input.s3Uri))
  await checkBucket(output, job, context, failureMessage.cannotPut(output.bucket, outputKey))
  const files = await findInputFiles(context.objects, input, context).catch((error: unknown) => {
    const cannotList = failureMessage.cannotList(job.input.s3Uri)
    throw failureOf(error, { accessDenied: cannotList, noSuchBucket: cannotList })
  })
  if (files.length === 0) {
    if (input.key.endsWith('.jsonl')) throw new JobFailure(failureMessage.cannotGet(input.bucket, input.key))
    throw new JobFailure(failureMessage.noInputFile(job.input.s3Uri))
  }
  checkOutputKeys(files, job, context)
  const quotas = context.limits.quotasOf(job.baseModelId)
  checkSizes(files, quotas)
  return await checkRecords(files, job, quotas, context)
}

async function checkBucket(
  { bucket }: S3Uri,
  job: Job,
  { objects, limits, signal }: PreflightContext,
  message: string,
): Promise<void> {
  const region = await objects.bucketRegion(bucket, { signal }).catch((error: unknown) => {
    throw failureOf(error, { noSuchBucket: message, accessDenied: message })
  })
  // AWS: a bucket of another region fails as if it could not be listed.
  if (region !== undefined && region !== job.region && !limits.isRelaxed('bucketRegion')) throw new JobFailure(message)
}

function checkOutputKeys(files: ObjectSummary[], job: Job, { unverified }: PreflightContext): void {
  const keys = new Set<string>()
  for (const { key } of files) {
    const outputKey = outputKeyOf(key, job, unverified.nestedOutput)
    if (keys.has(outputKey)) throw new JobFailure(failureMessage.sameOutput(outputKey))
    keys.add(outputKey)
  }
}

function checkSizes(files: ObjectSummary[], quotas: Quotas): void {
  for (const { key, size } of files)
    if (size > quotas.fileSize) throw new JobFailure(failureMessage.fileTooLarge(key, size, quotas.fileSize))
  const jobSize = files.reduce((sum, { size }) => sum + size, 0)
  if (jobSize > quotas.jobSize) throw new JobFailure(failureMessage.jobTooLarge(jobSize, quotas.jobSize))
}

async function checkRecords(
  files: ObjectSummary[],
  job: Job,
  quotas: Quotas,
  context: PreflightContext,
): Promise<InputFile[]> {
  const { bucket } = locationOf(job.input.s3Uri)
  const check = recordCheck(context.unverified)
  const inputs: InputFile[] = []
  let total = 0
  for (const { key, etag, size } of files) {
    let recordCount = 0
    for await (const lines of linesOf(bucket, { key, etag, size }, context)) {
      context.signal.throwIfAborted()
      for (const line of lines) if (check(key, line)) recordCount += 1
      if (recordCount > quotas.fileRecords)
        throw new JobFailure(failureMessage.tooManyRecordsInFile(key, quotas.fileRecords))
      if (total + recordCount > quotas.maxRecords)
        throw new JobFailure(failureMessage.tooManyRecords(quotas.maxRecords))
    }
    total += recordCount
    inputs.push({ key, etag, size, recordCount })
  }
  if (total < quotas.minRecords) throw new JobFailure(failureMessage.tooFewRecords(total, quotas.minRecords))
  if (total === 0) throw new JobFailure(failureMessage.noRecords(job.input.s3Uri))
  return inputs
}

async function* linesOf(
  bucket: string,
  { key, etag, size }: ObjectSummary,
  { objects, signal }: PreflightContext,
): AsyncGenerator<Line[]> {
  if (size === 0) return
  try {
    yield* readLines(await objects.read(bucket, key, { etag, signal }), { maxLineBytes: BOUNDS.recordBytes })
  } catch (error) {
    if (error instanceof LineTooLongError)
      throw new JobFailure(failureMessage.badLine(key, error.lineNumber, `is longer than ${BOUNDS.recordBytes} bytes`))
    throw inputFailure(error, { bucket, key })
  }
}

const ALPHANUMERIC = /^[0-9A-Za-z]+$/

/** Whether a line is a record (true) or is skipped (false); a line that is neither fails the job. */
function recordCheck(unverified: Unverified): (key: string, line: Line) => boolean {
  const seen = new Set<string>()
  return (key, line) => {
    const fail = (reason: string): never => {
      throw new JobFailure(failureMessage.badLine(key, line.number, reason))
    }
    if (line.isBlank) return unverified.blankLines === 'skipped' ? false : fail('is empty')
    const read = readInputRecord(line)
    if (!read.ok) return fail(read.reason)
    const { recordId } = read
    if (recordId === undefined) return true
    if (unverified.recordIds === 'alphanumeric' && !ALPHANUMERIC.test(recordId))
      return fail(`has the recordId ${JSON.stringify(recordId)}, which is not alphanumeric`)
    if (unverified.duplicateRecordIds === 'refused' && seen.size === seen.add(recordId).size)
      return fail(`has the recordId ${JSON.stringify(recordId)} of an earlier record`)
    return true
  }
}

import { parseS3Uri, toFolder, type S3Uri } from '../../translator/formats/s3-uri.ts'
import { ObjectStoreError, type Abortable, type ObjectStore, type ObjectSummary } from '../object-store/object-store.ts'
import { failureMessage, failureOf } from './failure-message.ts'

const INPUT_SUFFIX = '.jsonl'

/** Create has checked the form of both URIs. */
export const locationOf = (s3Uri: string): S3Uri => parseS3Uri(s3Uri)!

/** The objects that a job reads, in the order of their keys: the one that the URI names, or all `.jsonl` below it. */
export async function findInputFiles(
  objects: ObjectStore,
  { bucket, key }: S3Uri,
  options: Abortable,
): Promise<ObjectSummary[]> {
  const single = key !== '' && !key.endsWith('/') ? await findObject(objects, { bucket, key }, options) : undefined
  if (single) return single.key.endsWith(INPUT_SUFFIX) ? [single] : []
  const files: ObjectSummary[] = []
  for await (const object of objects.list(bucket, toFolder(key), options))
    if (object.key.endsWith(INPUT_SUFFIX)) files.push(object)
  return files
}

async function findObject(
  objects: ObjectStore,
  { bucket, key }: S3Uri,
  options: Abortable,
): Promise<ObjectSummary | undefined> {
  try {
    return await objects.head(bucket, key, options)
  } catch (error) {
    if (error instanceof ObjectStoreError && error.kind === 'noSuchKey') return undefined
    throw failureOf(error, { accessDenied: failureMessage.cannotGet(bucket, key) })
  }
}

/** What an error means that reading a file of the input met. */
export const inputFailure = (error: unknown, { bucket, key }: S3Uri): unknown =>
  failureOf(withObject(error, { bucket, key }), {
    accessDenied: failureMessage.cannotGet(bucket, key),
    changed: failureMessage.inputChanged(key),
    noSuchBucket: failureMessage.inputChanged(key),
    noSuchKey: failureMessage.inputChanged(key),
  })

/** A disk that fails does not know whose bytes it holds. */
function withObject(error: unknown, { bucket, key }: S3Uri): unknown {
  if (!(error instanceof ObjectStoreError) || error.kind !== 'unavailable' || error.message.includes(key)) return error
  return new ObjectStoreError('unavailable', `object ${key} in bucket ${bucket}: ${error.message}`, {
    cause: error.cause,
  })
}

const fileName = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/**
 * The key of an input file's output: `<output folder>/<job id>/<input>.out`, where `<input>` is the file's name, or for
 * files in deeper folders their path below the input's URI (UNVERIFIED, setting `nestedOutput`).
 */
export function outputKeyOf(
  inputKey: string,
  job: { jobId: string; input: { s3Uri: string }; output: { s3Uri: string } },
  nestedOutput: 'relativePath' | 'fileName',
): string {
  const folder = toFolder(locationOf(job.input.s3Uri).key)
  const isBelow = nestedOutput === 'relativePath' && inputKey.startsWith(folder)
  const name = isBelow ? inputKey.slice(folder.length) : fileName(inputKey)
  return `${outputFolderOf(job)}${name}.out`
}

/** The folder of all that a job writes, with its final slash. */
export const outputFolderOf = (job: { jobId: string; output: { s3Uri: string } }): string =>
  `${toFolder(locationOf(job.output.s3Uri).key)}${job.jobId}/`

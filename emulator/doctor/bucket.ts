import { randomUUID } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { ObjectStoreErrorKind } from '../object-store/object-store.ts'
import { errorOfS3, regionOfRefusal } from '../object-store/s3-error.ts'
import { S3ObjectStore } from '../object-store/s3-object-store.ts'
import { S3_RETRIES } from '../object-store/s3-retries.ts'
import { RIGHTS_OF_JOBS } from '../object-store/s3-rights.ts'
import { ok, warning, wrong, type Finding } from './finding.ts'

interface Options {
  bucket: string
  /** Of jobs: they read and write buckets of their own region. */
  region: string
  /** A tiny object is put, read and removed. */
  isWritten: boolean
}

/** Ends the check with what one step has come to. */
class StepError extends Error {
  readonly finding: Finding
  constructor(finding: Finding) {
    super(finding.finding)
    this.finding = finding
  }
}

/** Whether jobs can use the bucket. */
export async function checkBucket(client: S3Client, options: Options, signal: AbortSignal): Promise<Finding> {
  const { bucket, isWritten } = options
  try {
    const region = await step('asking for it', bucket, regionOf(client, bucket, signal))
    const done = [await tryReading(client, bucket, signal)]
    if (isWritten) done.push(await tryWriting(client, bucket, signal))
    const hint = isWritten ? '' : '; --write tries to write, too'
    const finding = `${bucket} is in ${region ?? 'no region'}: ${done.join(', ')}${hint}`
    if (region === undefined || region === options.region) return ok(finding)
    return warning(
      `${finding}; jobs are in ${options.region}`,
      `choose --region ${region}, or lift the rule with --relaxed bucketRegion`,
    )
  } catch (error) {
    if (error instanceof StepError) return error.finding
    throw error
  }
}

/** As jobs find it out, without their patience. */
const regionOf = async (client: S3Client, bucket: string, signal: AbortSignal): Promise<string | undefined> =>
  await new S3ObjectStore(client, { retries: { ...S3_RETRIES, attempts: 1 } }).bucketRegion(bucket, { signal })

const IN_WORDS = new Intl.ListFormat('en', { type: 'conjunction' })

/** What a step comes to when it fails; `right` is the permission that it needs. */
async function step<T>(what: string, bucket: string, work: Promise<T>, right?: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { kind, message } = errorOfS3(error, { request: what, missing: 'noSuchBucket', attempts: 1 })
    throw new StepError(refusalOf(what, bucket, right, { kind, message, region: regionOfRefusal(error) }))
  }
}

interface Refusal {
  kind: ObjectStoreErrorKind
  message: string
  /** Where the bucket is, when that is another region. */
  region: string | undefined
}

function refusalOf(what: string, bucket: string, right: string | undefined, refusal: Refusal): Finding {
  const { kind, message, region } = refusal
  if (region !== undefined) return wrong(`${bucket} is in ${region}`, `choose --region ${region}, or another bucket`)
  if (kind === 'noSuchBucket')
    return warning(`${bucket} does not exist`, 'outcrop start makes it, if it may; or name another with --buckets')
  if (kind !== 'accessDenied') return wrong(`${bucket}: ${what} fails: ${message}`, 'look at the S3')
  return right === undefined
    ? wrong(
        `${bucket} is there, but may not be used with these credentials`,
        `allow ${IN_WORDS.format(RIGHTS_OF_JOBS)}, or name another with --buckets`,
      )
    : wrong(`${bucket}: ${what} is not allowed`, `allow ${right}`)
}

async function tryReading(client: S3Client, bucket: string, abortSignal: AbortSignal): Promise<string> {
  const listing = client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }), { abortSignal })
  const { Contents: [first] = [] } = await step('listing', bucket, listing, `s3:ListBucket on ${bucket}`)
  if (!first) return 'listing works, there is nothing to read'
  const reading = client.send(new GetObjectCommand({ Bucket: bucket, Key: first.Key }), { abortSignal })
  const { Body: body } = await step(`reading ${first.Key}`, bucket, reading, `s3:GetObject on ${bucket}/*`)
  // That the answer begins is enough.
  ;(body as { destroy?: () => void } | undefined)?.destroy?.()
  return 'listing and reading work'
}

/** How long the removal may take beyond what the checks have. */
const TIME_TO_REMOVE = 2_000

async function tryWriting(client: S3Client, bucket: string, abortSignal: AbortSignal): Promise<string> {
  const object = { Bucket: bucket, Key: `outcrop-doctor-${randomUUID()}` }
  try {
    const writing = client.send(new PutObjectCommand({ ...object, Body: 'outcrop doctor' }), { abortSignal })
    await step('writing', bucket, writing, `s3:PutObject on ${bucket}/*`)
  } catch (error) {
    // Who knows whether the S3 has it all the same.
    await remove(client, object).catch(() => undefined)
    throw error
  }
  await step(
    `removing ${object.Key}`,
    bucket,
    remove(client, object),
    `s3:DeleteObject on ${bucket}/*, and remove that object by hand`,
  )
  return 'writing works'
}

const remove = async (client: S3Client, object: { Bucket: string; Key: string }): Promise<unknown> =>
  await client.send(new DeleteObjectCommand(object), { abortSignal: AbortSignal.timeout(TIME_TO_REMOVE) })

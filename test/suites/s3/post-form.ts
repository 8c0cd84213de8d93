import type { RawAnswer } from '../../support/raw-http.ts'
import { toMultipart, type FormFile, type FormPart } from '../../support/multipart-form.ts'
import { signForm, type Condition, type FormPolicy } from './sign-form.ts'
import type { Subject } from './subject.ts'

export interface Post {
  fields?: Record<string, string>
  file?: FormFile | undefined
  /** Behind the file. */
  more?: readonly FormPart[]
  policy?: Partial<FormPolicy>
  sign?: typeof signForm
}

export const HELLO: FormFile = { name: 'hello.txt', type: 'text/plain', bytes: 'hello' }
/** Let any field pass that forms here have. */
const OPEN: Condition[] = [
  'key',
  'Content-Type',
  'Cache-Control',
  'x-amz-meta-who',
  'x-amz-storage-class',
  'x-amz-checksum-crc32',
  'Content-MD5',
  'tagging',
  'success_action_status',
  'success_action_redirect',
].map((name) => ['starts-with', `$${name}`, ''])

/** A signed form, whose policy lets its own fields pass unless it says what it lets pass. */
export async function post(s3: Subject, bucket: string, given: Post = {}, options = {}): Promise<RawAnswer> {
  const { fields = {}, file = HELLO, more = [], policy = {}, sign = signForm } = given
  const all = { key: 'a', ...fields }
  const names = new Set(Object.keys(all).map((name) => `$${name}`.toLowerCase()))
  const open = OPEN.filter((condition) => names.has(String((condition as string[])[1]).toLowerCase()))
  const { conditions = open, ...others } = policy
  const signed = sign({ conditions: [{ bucket }, ...conditions], ...others }, s3.signer)
  const parts: FormPart[] = [...Object.entries({ ...all, ...signed }), ['file', file], ...more]
  return await postParts(s3, bucket, parts, options)
}

export async function postParts(
  s3: Subject,
  bucket: string,
  parts: readonly FormPart[],
  options = {},
): Promise<RawAnswer> {
  const { type, body } = toMultipart(parts, options)
  return await s3.sendUnsigned({ method: 'POST', path: `/${bucket}`, headers: { 'content-type': type }, body })
}

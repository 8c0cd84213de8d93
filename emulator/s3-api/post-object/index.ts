import { AuthError } from '../../auth/auth-error.ts'
import { formAuthenticatorOf } from '../../auth/form-signature.ts'
import type { NewBody } from '../../object-store/write-body.ts'
import { toS3AuthError } from '../auth-errors.ts'
import { BodyChecksums, readExpectedChecksums } from '../checksums.ts'
import { entityTooLarge, missingFormField, notAForm, notTheOwner, uploadTooSmall } from '../errors.ts'
import { locationOf } from '../location.ts'
import type { S3Answer, S3Context } from '../operation.ts'
import { putObject } from '../put-object.ts'
import { MAX_PUT_BYTES } from '../request-body.ts'
import type { S3Request } from '../request.ts'
import { checkKey } from '../target.ts'
import { answerForm } from './form-answer.ts'
import { toHeaders } from './form-headers.ts'
import { checkFormPolicy, type SizeRange } from './form-policy.ts'
import { readFormSignature } from './form-signature.ts'
import { readForm, type Form } from './form.ts'
import { isFormType } from './is-form.ts'

/** What a browser sends when somebody chooses a file: stored as PutObject stores it, on the terms of the form's policy. */
export async function postObject(context: S3Context): Promise<S3Answer> {
  if (!isFormType(context.request.headers['content-type'])) throw notAForm()
  const form = await readForm(context.request)
  try {
    return await store(context, form)
  } catch (error) {
    form.stop(error as Error)
    throw error
  }
}

async function store(context: S3Context, form: Form): Promise<S3Answer> {
  const { request } = context
  const { bucket } = request
  const key = keyOf(form)
  await admit(form, request)
  const policy = form.fields.get('policy')
  const range = policy === undefined ? undefined : checkFormPolicy(policy, { ...form, bucket, key }, Date.now())
  const { headers } = await putObject.answer(toPut(context, form, key, range))
  const posted = { bucket, key, etag: headers['ETag']!, location: locationOf(request, key) }
  return answerForm(form.fields, posted, headers)
}

/** AWS: without a file name the words stay as they are. */
function keyOf({ fields, fileName }: Form): string {
  const key = fields.get('key')
  if (!key) throw missingFormField('key')
  const whole = fileName === undefined ? key : key.replaceAll('${filename}', () => fileName)
  if (whole === '') throw missingFormField('key')
  checkKey(whole)
  return whole
}

/** Throws where the form is not signed as it has to be. */
async function admit({ fields }: Form, { stream }: S3Request): Promise<void> {
  const authenticator = formAuthenticatorOf(stream)
  if (!authenticator) return
  const signature = readFormSignature(fields)
  if (!signature) throw notTheOwner()
  try {
    await authenticator.verifyForm(signature)
  } catch (error) {
    throw error instanceof AuthError ? toS3AuthError(error) : error
  }
}

/** The request that would put the same object. */
function toPut(context: S3Context, form: Form, key: string, range: SizeRange | undefined): S3Context {
  const headers = toHeaders(form.fields)
  const checksums = new BodyChecksums(readExpectedChecksums(headers))
  const { least, most } = range ?? { least: 0, most: MAX_PUT_BYTES }
  const body: NewBody = {
    chunks: upTo(form.file, Math.min(most, MAX_PUT_BYTES)),
    checksums: checksums.needed,
    seal: async ({ size, digests }) => {
      await form.ended
      if (size < least) throw uploadTooSmall(size, least)
      return checksums.verify(digests, new Map())
    },
  }
  const request = { ...context.request, method: 'PUT', key, headers, query: new URLSearchParams() }
  return { ...context, request, body }
}

/** AWS: what is too large is told with its size. */
async function* upTo(file: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of file) {
    size += chunk.length
    if (size <= most) yield chunk
  }
  if (size > most) throw entityTooLarge(size, most)
}

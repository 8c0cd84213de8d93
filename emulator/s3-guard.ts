import type { IncomingMessage, ServerResponse } from 'node:http'
import { AuthError } from './auth/auth-error.ts'
import type { Authenticator } from './auth/authenticator.ts'
import { keepChunkSignatures } from './auth/chunk-signatures.ts'
import { keepFormAuthenticator } from './auth/form-signature.ts'
import { UNSIGNED_PAYLOAD } from './auth/payload-forms.ts'
import { S3_RULES } from './auth/service-rules.ts'
import { headerOf, pathAndQueryOf, signedHeadOf, type SignedHead } from './auth/signed-head.ts'
import type { Signature } from './auth/signature.ts'
import type { Log } from './log.ts'
import { toS3AuthError } from './s3-api/auth-errors.ts'
import { internalError, S3Error } from './s3-api/errors.ts'
import { isForm } from './s3-api/post-object/is-form.ts'
import { writeError } from './s3-api/write-error.ts'

type Face = (request: IncomingMessage, response: ServerResponse) => void

const PAYLOAD_HASH = 'x-amz-content-sha256'

/** Lets those requests through to an S3 that are signed, whichever S3 it is. */
export function guardS3(face: Face, authenticator: Authenticator, log: Pick<Log, 'error'>): Face {
  if (authenticator.mode === 'off') return face
  return (request, response) => {
    admit(request, authenticator).then(
      // A client that has gone meanwhile is not told of any more.
      () => void (response.destroyed || face(request, response)),
      (error: unknown) => refuse(error, { request, response, log }),
    )
  }
}

async function admit(request: IncomingMessage, authenticator: Authenticator): Promise<void> {
  // Browsers sign no preflight.
  if (request.method === 'OPTIONS') return
  const head = signedHeadOf(request)
  const contentType = headerOf(head, 'content-type')
  // Of a browser's form the signature is within the body.
  if (isForm({ method: head.method, url: request.url ?? '', contentType }))
    return keepFormAuthenticator(request, authenticator)
  const signature = authenticator.read(head, S3_RULES)
  const payloadHash = payloadHashOf(head, signature)
  if (authenticator.mode === 'parse') return
  checkSignedHeaders(head, signature)
  const resource = pathAndQueryOf({ url: request.url ?? '' }).path
  const chunks = await authenticator.verify(head, signature, { payloadHash, rules: S3_RULES, resource })
  if (chunks) keepChunkSignatures(request, chunks)
  // What a link says of the body is checked like what a header says.
  request.headers[PAYLOAD_HASH] ??= payloadHash
}

/** AWS: S3 wants to be told in a header; links leave the body open. */
function payloadHashOf(head: SignedHead, { form }: Signature): string {
  const declared = headerOf(head, PAYLOAD_HASH)
  if (form !== 'header')
    return declared ?? new URLSearchParams(pathAndQueryOf(head).query).get('X-Amz-Content-Sha256') ?? UNSIGNED_PAYLOAD
  if (declared === undefined) throw new AuthError({ kind: 'withoutPayloadHash' })
  return declared
}

/** AWS: the host and all `x-amz-*` must be signed. */
function checkSignedHeaders({ rawHeaders }: SignedHead, signature: Signature): void {
  if (signature.form === 'oldQuery' || signature.form === 'bearer') return
  const signed = new Set(signature.signedHeaders)
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase())
  const unsigned = names.filter((name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.has(name))
  if (unsigned.length > 0) throw new AuthError({ kind: 'unsignedHeaders', names: [...new Set(unsigned)] })
}

interface Refused {
  request: IncomingMessage
  response: ServerResponse
  log: Pick<Log, 'error'>
}

function refuse(thrown: unknown, { request, response, log }: Refused): void {
  const error = thrown instanceof AuthError ? toS3AuthError(thrown) : thrown
  const known = error instanceof S3Error ? error : internalError()
  const requestId = writeError(known, request, response)
  if (known !== error) log.error('a signature could not be verified', thrown, { requestId })
  // What is left of the request's body has to be read, or the client never gets to reading the answer.
  request.resume()
}

import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { AuthError } from './auth/auth-error.ts'
import type { Authenticator } from './auth/authenticator.ts'
import { BEDROCK_RULES } from './auth/service-rules.ts'
import { toServiceRefusal, type ServiceRefusal } from './auth/service-refusal.ts'
import { headerOf, signedHeadOf } from './auth/signed-head.ts'
import { type BedrockError, signatureRefused, unreadableInput } from './errors.ts'
import { BOUNDS } from './limits.ts'
import { readBounded } from './read-bounded.ts'

/** Lets those requests through to the Bedrock API that are signed. */
export function guardBedrock(app: FastifyInstance, authenticator: Authenticator): void {
  if (authenticator.mode === 'off') return
  app.addHook('preParsing', async ({ raw }) => {
    try {
      return await admit(raw, authenticator)
    } catch (error) {
      raw.resume()
      throw error instanceof AuthError ? toBedrockError(toServiceRefusal(error)) : error
    }
  })
}

/** Resolves to the body: the signature is over its hash, also where no header says so. */
async function admit(request: IncomingMessage, authenticator: Authenticator): Promise<Readable> {
  const head = signedHeadOf(request)
  const signature = authenticator.read(head, BEDROCK_RULES)
  const body = await readBounded(request, BOUNDS.jsonBodyBytes).catch((error: unknown) => {
    throw Object.assign(unreadableInput('The request broke off'), { cause: error })
  })
  if (!body) throw unreadableInput('Request body is too large')
  if (authenticator.mode === 'verify') {
    const hash = createHash('sha256').update(body).digest('hex')
    const payloadHash = headerOf(head, 'x-amz-content-sha256') ?? hash
    await authenticator.verify(head, signature, { payloadHash, rules: BEDROCK_RULES, bodyHash: hash })
  }
  return Object.assign(Readable.from(body.length === 0 ? [] : [body]), { receivedEncodedLength: body.length })
}

const toBedrockError = ({ code, status, message }: ServiceRefusal): BedrockError =>
  signatureRefused(`${code}Exception`, status, message)

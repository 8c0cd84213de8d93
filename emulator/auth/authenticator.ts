import { createHmac } from 'node:crypto'
import type { AuthMode } from '../auth-options.ts'
import { AuthError } from './auth-error.ts'
import { linkOfApiKey } from './api-key.ts'
import type { Canonical } from './canonical-request.ts'
import { checkTime } from './check-time.ts'
import { ChunkSignatures } from './chunk-signatures.ts'
import type { KnownCredentials, Signer } from './known-credentials.ts'
import { readSignature } from './read-signature.ts'
import type { FormSignature } from './form-signature.ts'
import { isSameSecret } from './same-secret.ts'
import type { ServiceRules } from './service-rules.ts'
import type { SignedHead } from './signed-head.ts'
import { toScope, type Signature, type V2Signature, type V4Signature } from './signature.ts'
import { v2Signature, v2StringToSign } from './v2-signature.ts'
import { SIGNED_CHUNKS } from './payload-forms.ts'

/** What an API knows of a request beside its head. */
export interface Signed {
  /** In hex, or what stands for it, such as `UNSIGNED-PAYLOAD`. */
  payloadHash: string
  rules: ServiceRules
  /** Of the body as it came, where it is there already. */
  bodyHash?: string
  /** The path below the bucket, for version 2; only S3 has it. */
  resource?: string
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Decides who is let in. */
export class Authenticator {
  readonly mode: AuthMode
  readonly known: KnownCredentials
  readonly #now: () => number

  /** `now` is the real time: a client signs with that, whatever time the jobs are in. */
  constructor({ mode, known, now = Date.now }: { mode: AuthMode; known: KnownCredentials; now?: () => number }) {
    this.mode = mode
    this.known = known
    this.#now = now
  }

  /** Throws an AuthError where a request is not signed at all, or not in a form that the service knows. */
  read(head: SignedHead, { service, forms }: ServiceRules): Signature {
    const signature = readSignature(head)
    if (!forms.includes(signature.form))
      throw new AuthError(
        signature.form === 'bearer' ? { kind: 'unknownScheme', scheme: 'Bearer' } : { kind: 'missing' },
      )
    if (signature.form === 'header' || signature.form === 'query') checkService(signature, service)
    return signature
  }

  /** Rejects with an AuthError where the signature is not right. Resolves to what the chunks of the body are verified with. */
  async verify(head: SignedHead, signature: Signature, signed: Signed): Promise<ChunkSignatures | undefined> {
    if (signature.form === 'bearer') return await this.#verifyBearer(signature.token, signed)
    const now = this.#now()
    const signer = this.known.signer(signature.accessKeyId, signature.sessionToken, now)
    checkTime(signature, now, signed.rules.clockTolerance)
    if (signature.form === 'oldQuery') {
      verifyV2(head, signature, { signer, resource: signed.resource ?? '' })
      return undefined
    }
    await verifyV4(head, signature, { signer, ...signed })
    if (!signed.payloadHash.startsWith(SIGNED_CHUNKS)) return undefined
    const { accessKeyId, time, scope } = signature
    const { signingKeyOf } = await import('./canonical-request.ts')
    const key = await signingKeyOf(signer, scope)
    return new ChunkSignatures({ accessKeyId, key, time, scope: toScope(scope), signature: signature.signature })
  }

  /** The same of a form, which is as good as its policy says and no longer. */
  async verifyForm({ accessKeyId, sessionToken, scope, signature, policy }: FormSignature): Promise<void> {
    if (scope) checkService({ form: 'query', scope }, 's3')
    if (this.mode !== 'verify') return
    const signer = this.known.signer(accessKeyId, sessionToken, this.#now())
    const expected = await formSignatureOf(policy, signer, scope)
    if (isSameSecret(expected, signature)) return
    throw new AuthError({ kind: 'mismatch', accessKeyId, signature, stringToSign: policy })
  }

  /** Keys of the configuration are compared; those that clients make for a while hold a signed link. */
  async #verifyBearer(token: string, signed: Signed): Promise<undefined> {
    if (this.known.ofBearer(token)) return
    const link = linkOfApiKey(token)
    if (!link) throw new AuthError({ kind: 'unknownBearer' })
    try {
      const rules = { ...signed.rules, forms: ['query'] as const }
      await this.verify(link, this.read(link, rules), { payloadHash: EMPTY_SHA256, rules })
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
      const isLate = error.fault.kind === 'expiredLink' || error.fault.kind === 'expiredToken'
      throw new AuthError({ kind: isLate ? 'expiredBearer' : 'unknownBearer' })
    }
  }
}

async function formSignatureOf(
  policy: string,
  signer: Signer,
  scope: V4Signature['scope'] | undefined,
): Promise<string> {
  if (!scope) return v2Signature(signer.secretAccessKey, policy)
  const { signingKeyOf } = await import('./canonical-request.ts')
  return createHmac('sha256', await signingKeyOf(signer, scope))
    .update(policy, 'utf8')
    .digest('hex')
}

function checkService({ form, scope }: Pick<V4Signature, 'form' | 'scope'>, service: string): void {
  if (scope.service === service) return
  const reason = `incorrect service "${scope.service}". This endpoint belongs to "${service}".`
  throw new AuthError(
    form === 'header'
      ? { kind: 'malformedHeader', reason, lacks: [] }
      : { kind: 'malformedQuery', reason, isAboutCredential: true },
  )
}

async function verifyV4(
  head: SignedHead,
  signature: V4Signature,
  { signer, payloadHash, bodyHash = payloadHash }: { signer: Signer } & Signed,
): Promise<void> {
  // A plain start does not load the SDK's signer.
  const { canonicalOf, signingKeyOf, variantsOf } = await import('./canonical-request.ts')
  const key = await signingKeyOf(signer, signature.scope)
  let first: Canonical | undefined
  for (const variant of variantsOf(head)) {
    const canonical = await canonicalOf(head, signature, { ...variant, payloadHash })
    first ??= canonical
    const expected = createHmac('sha256', key).update(canonical.stringToSign).digest('hex')
    if (bodyHash === payloadHash && isSameSecret(expected, signature.signature)) return
  }
  const { accessKeyId } = signature
  throw new AuthError({ kind: 'mismatch', accessKeyId, signature: signature.signature, ...first! })
}

function verifyV2(
  head: SignedHead,
  signature: V2Signature,
  { signer, resource }: { signer: Signer; resource: string },
): void {
  const stringToSign = v2StringToSign(head, signature, resource)
  if (isSameSecret(v2Signature(signer.secretAccessKey, stringToSign), signature.signature)) return
  const { accessKeyId } = signature
  throw new AuthError({ kind: 'mismatch', accessKeyId, signature: signature.signature, stringToSign })
}

import type { Credential } from '../credential.ts'
import { AuthError } from './auth-error.ts'
import { isSameSecret } from './same-secret.ts'
import { Sessions, type Session } from './sessions.ts'

/** Who signs, and with what. */
export interface Signer {
  accessKeyId: string
  secretAccessKey: string
  account: string | undefined
  /** `undefined`: not as a role. */
  session: Session | undefined
}

/** The keys that requests may be signed with: those of the configuration, and those that AssumeRole has given. */
export class KnownCredentials {
  readonly #byId: ReadonlyMap<string, Credential>
  readonly sessions: Sessions

  constructor(credentials: readonly Credential[]) {
    this.#byId = new Map(credentials.map((credential) => [credential.accessKeyId, credential]))
    this.sessions = new Sessions(credentials.map(({ secretAccessKey }) => secretAccessKey))
  }

  /** Throws an AuthError where the key is not known, or its token is missing, wrong or expired at `now`. */
  signer(accessKeyId: string, sessionToken: string | undefined, now: number): Signer {
    const session = sessionToken === undefined ? undefined : this.#sessionOf(accessKeyId, sessionToken)
    if (session) {
      if (session.expiresAt <= now) throw new AuthError({ kind: 'expiredToken', token: sessionToken! })
      return { ...session, session }
    }
    const known = this.#byId.get(accessKeyId)
    if (!known) throw new AuthError({ kind: 'unknownKey', accessKeyId })
    if (!isSameSecret(sessionToken ?? '', known.sessionToken ?? ''))
      throw new AuthError({ kind: 'unknownToken', token: sessionToken ?? '' })
    const { secretAccessKey, account } = known
    return { accessKeyId, secretAccessKey, account, session: undefined }
  }

  /** Who has an Amazon Bedrock API key of the configuration. */
  ofBearer(token: string): Credential | undefined {
    return [...this.#byId.values()].find(
      ({ bearerToken }) => bearerToken !== undefined && isSameSecret(bearerToken, token),
    )
  }

  /** Whose a key says that it is, whether or not the request is signed with its secret. */
  claimed(accessKeyId: string, sessionToken: string | undefined): Pick<Signer, 'account' | 'session'> {
    const session = sessionToken === undefined ? undefined : this.#sessionOf(accessKeyId, sessionToken)
    return { account: session?.account ?? this.#byId.get(accessKeyId)?.account, session }
  }

  #sessionOf(accessKeyId: string, sessionToken: string) {
    const session = this.sessions.open(sessionToken)
    return session?.accessKeyId === accessKeyId ? session : undefined
  }
}

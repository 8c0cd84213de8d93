import { createHmac, randomInt } from 'node:crypto'
import { isSameSecret } from './same-secret.ts'

/** A role that somebody acts as for a while. */
export interface Session {
  accessKeyId: string
  account: string
  roleName: string
  sessionName: string
  /** Epoch milliseconds, of the real time. */
  expiresAt: number
}

export interface TemporaryCredentials {
  secretAccessKey: string
  sessionToken: string
}

const KEY_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** AWS: temporary keys begin with ASIA and have twenty characters. */
const newAccessKeyId = (): string =>
  `ASIA${Array.from({ length: 16 }, () => KEY_CHARACTERS[randomInt(KEY_CHARACTERS.length)]).join('')}`

/**
 * Temporary credentials. The session token says what it is good for, under a seal that only we can make, and the secret follows
 * from it: nothing is stored, and sessions survive a restart with the same credentials.
 */
export class Sessions {
  readonly #key: Buffer

  constructor(secrets: readonly string[]) {
    this.#key = createHmac('sha256', secrets.join('\n')).update('sessions of Outcrop').digest()
  }

  issue(session: Omit<Session, 'accessKeyId'>): Session & TemporaryCredentials {
    const accessKeyId = newAccessKeyId()
    const content = Buffer.from(JSON.stringify({ accessKeyId, ...session })).toString('base64url')
    const sessionToken = `${content}.${this.#seal('token', content)}`
    return { accessKeyId, ...session, sessionToken, secretAccessKey: this.#seal('secret', content) }
  }

  /** What a token of ours is good for; `undefined` for any other. */
  open(sessionToken: string): (Session & TemporaryCredentials) | undefined {
    const [content = '', seal = ''] = sessionToken.split('.', 2)
    if (!isSameSecret(seal, this.#seal('token', content))) return undefined
    const session = JSON.parse(Buffer.from(content, 'base64url').toString()) as Session
    return { ...session, sessionToken, secretAccessKey: this.#seal('secret', content) }
  }

  #seal(purpose: string, content: string): string {
    return createHmac('sha256', this.#key).update(`${purpose}:${content}`).digest('base64url')
  }
}

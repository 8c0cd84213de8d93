/** A key that requests may be signed with. Its secrets are not written out with it: neither as JSON nor to a log. */
export class Credential {
  readonly accessKeyId: string
  /** Whose it is; `undefined`: of the account that requests without one belong to. */
  readonly account: string | undefined
  readonly #secretAccessKey: string
  readonly #sessionToken: string | undefined
  readonly #bearerToken: string | undefined

  constructor({ accessKeyId, secretAccessKey, account, sessionToken, bearerToken }: CredentialOptions) {
    this.accessKeyId = accessKeyId
    this.account = account
    this.#secretAccessKey = secretAccessKey
    this.#sessionToken = sessionToken
    this.#bearerToken = bearerToken
  }

  get secretAccessKey(): string {
    return this.#secretAccessKey
  }

  get sessionToken(): string | undefined {
    return this.#sessionToken
  }

  /** An Amazon Bedrock API key of the same user. */
  get bearerToken(): string | undefined {
    return this.#bearerToken
  }
}

export interface CredentialOptions {
  accessKeyId: string
  secretAccessKey: string
  account?: string | undefined
  sessionToken?: string | undefined
  bearerToken?: string | undefined
}

/** Unless told otherwise any credentials do; these say in logs where they belong, and are known where signatures are verified. */
export const CLIENT_CREDENTIALS = { accessKeyId: 'outcrop', secretAccessKey: 'outcrop' }

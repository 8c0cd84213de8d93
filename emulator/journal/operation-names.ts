import type { Api } from './observation.ts'
import type { NamedRequest } from './observed-messages.ts'

/** What a request asks for, in the words of its API; `undefined` where that has no name for it. */
type NameOf = (request: NamedRequest) => string | undefined

const UNNAMED: NameOf = () => undefined

/** Each needs what its API has loaded to answer. */
const LOADERS: Partial<Record<Api, () => Promise<NameOf>>> = {
  bedrock: async () => (await import('./bedrock-operation-name.ts')).bedrockOperationName,
  s3: async () => (await import('./s3-operation-name.ts')).s3OperationName,
  sts: async () => (await import('./identity-operation-name.ts')).toIdentityOperationName('sts'),
  iam: async () => (await import('./identity-operation-name.ts')).toIdentityOperationName('iam'),
}

/** Names operations without any part in how long a start takes: the first of each API is named a moment later. */
export class OperationNames {
  readonly #loaded = new Map<Api, NameOf>()

  /** `tell` is called at once, but for the first requests of an API. */
  find(api: Api, request: NamedRequest, tell: (name: string | undefined) => void): void {
    const nameOf = this.#loaded.get(api)
    if (nameOf) return tell(nameOf(request))
    void this.#load(api).then((loaded) => tell(loaded(request)))
  }

  async #load(api: Api): Promise<NameOf> {
    // What cannot be loaded could not answer either, and that has been said.
    const nameOf = (await LOADERS[api]?.().catch(() => UNNAMED)) ?? UNNAMED
    this.#loaded.set(api, nameOf)
    return nameOf
  }
}

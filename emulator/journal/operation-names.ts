import { loadOnce } from '../load-once.ts'
import { toIdentityOperationName } from './identity-operation-name.ts'
import type { Api } from './observation.ts'
import type { NamedRequest } from './observed-messages.ts'

/** What a request asks for, in the words of its API; `undefined` where that has no name for it. */
type NameOf = (request: NamedRequest) => string | undefined

const UNNAMED: NameOf = () => undefined

const NAMES: Record<Exclude<Api, 'bedrock' | 's3'>, NameOf> = {
  sts: toIdentityOperationName('sts'),
  iam: toIdentityOperationName('iam'),
  gateway: UNNAMED,
  admin: UNNAMED,
  other: UNNAMED,
}

/** Each needs what its API loads to answer. What cannot be loaded could not answer either, and that has been said. */
const LOADERS: Partial<Record<Api, () => Promise<NameOf>>> = {
  bedrock: loadOnce(async () => (await import('./bedrock-operation-name.ts')).bedrockOperationName),
  s3: loadOnce(async () => (await import('./s3-operation-name.ts')).s3OperationName),
}

/** Names operations without any part in how long a start takes: what that needs is loaded beside the API itself. */
export class OperationNames {
  readonly #loaded = new Map<Api, NameOf>(Object.entries(NAMES) as [Api, NameOf][])

  /** To be called when a request has come, for which its API may have to be loaded. */
  prepare(api: Api): void {
    if (!this.#loaded.has(api)) void this.#load(api)
  }

  /** `tell` is called at once, but for a request that was answered without its API. */
  find(api: Api, request: NamedRequest, tell: (name: string | undefined) => void): void {
    const nameOf = this.#loaded.get(api)
    if (nameOf) return tell(nameOf(request))
    void this.#load(api).then((loaded) => tell(loaded(request)))
  }

  async #load(api: Api): Promise<NameOf> {
    const nameOf = await LOADERS[api]?.().catch(() => undefined)
    if (nameOf) this.#loaded.set(api, nameOf)
    return nameOf ?? UNNAMED
  }
}

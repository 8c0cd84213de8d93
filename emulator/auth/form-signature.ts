import type { Authenticator } from './authenticator.ts'
import type { V4Signature } from './signature.ts'

/** What a browser's form is signed with: its fields say it, over a policy that they say too. */
export interface FormSignature {
  accessKeyId: string
  sessionToken: string | undefined
  /** `undefined`: version 2. */
  scope: V4Signature['scope'] | undefined
  signature: string
  /** As it came, which is what is signed. */
  policy: string
}

const ofRequests = new WeakMap<object, Authenticator>()

/** Leaves the signature of a form to whoever reads the form. */
export const keepFormAuthenticator = (request: object, authenticator: Authenticator): void =>
  void ofRequests.set(request, authenticator)

/** Who decides whether a form is let in; `undefined` where all are. */
export const formAuthenticatorOf = (request: object): Authenticator | undefined => ofRequests.get(request)

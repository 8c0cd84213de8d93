import type { ServiceRefusal } from '../auth/service-refusal.ts'
import { violationsMessage } from '../constraint-message.ts'

/** What STS and IAM answer with when they refuse: rendered as XML. */
export class IdentityError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** AWS: query APIs have names of their own for two of the codes. */
const QUERY_CODES: Partial<Record<ServiceRefusal['code'], string>> = {
  InvalidSignature: 'SignatureDoesNotMatch',
  UnrecognizedClient: 'InvalidClientTokenId',
}

export const signatureRefused = ({ code, status, message }: ServiceRefusal): IdentityError =>
  new IdentityError(
    QUERY_CODES[code] ?? code,
    status,
    // AWS: the sentence of STS differs from that of the JSON services.
    code === 'MissingAuthenticationToken' ? 'Request is missing Authentication Token' : message,
  )

/** AWS: the common form of constraint violations; `violations` are complete clauses. */
export const constraintsViolated = (violations: string[]): IdentityError =>
  new IdentityError('ValidationError', 400, violationsMessage(violations))

/** AWS: text seen where a role's ARN is none. */
export const invalidArn = (arn: string): IdentityError => new IdentityError('ValidationError', 400, `${arn} is invalid`)

export const withoutAction = (): IdentityError =>
  new IdentityError('MissingAction', 400, 'The request has no parameter Action')

export const operationNotImplemented = (service: string, action: string): IdentityError =>
  new IdentityError('NotImplemented', 501, `Outcrop does not implement the operation ${service}:${action}`)

export const parameterNotImplemented = (name: string): IdentityError =>
  new IdentityError('NotImplemented', 501, `Outcrop does not implement the parameter ${name}; it knows no permissions`)

export const serviceNotImplemented = (service: string): IdentityError =>
  new IdentityError('NotImplemented', 501, `Outcrop does not emulate the service ${service}`)

export const bodyTooLarge = (limit: number): IdentityError =>
  new IdentityError('RequestEntityTooLarge', 413, `The body has more than ${limit} bytes`)

export const brokenOff = (): IdentityError => new IdentityError('IncompleteBody', 400, 'The request broke off')

/** Of a page or a host that is somebody else's. */
export const requestRefused = (message: string): IdentityError => new IdentityError('AccessDenied', 403, message)

export const internalError = (): IdentityError =>
  new IdentityError('InternalFailure', 500, 'An internal error occurred; see the log of Outcrop')

import { isIdentityOperation } from '../identity-api/index.ts'
import { parseQuery } from '../s3-api/target.ts'
import type { NamedRequest } from './observed-messages.ts'

export const toIdentityOperationName =
  (service: string) =>
  ({ url = '/', keptBody }: NamedRequest): string | undefined => {
    const action = new URLSearchParams(keptBody).get('Action') ?? parseQuery(url).get('Action') ?? ''
    // Any other is whatever a client likes to write.
    return isIdentityOperation(service, action) ? action : undefined
  }

import type { IdentityOperation } from './identity-operation.ts'
import { principalOf } from './principal.ts'

export const getCallerIdentity: IdentityOperation = (_parameters, { claimant, account, partition }) => {
  const { arn, userId } = principalOf(claimant, { account, partition })
  return { Arn: arn, UserId: userId, Account: account }
}

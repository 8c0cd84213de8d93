import { createHash } from 'node:crypto'
import type { Claimant } from '../auth/claimant.ts'

/** What AWS says of who somebody is. */
export interface Principal {
  arn: string
  userId: string
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** AWS: ids of users begin with AIDA, those of roles with AROA, and have seventeen characters more. The same for the same name. */
export function toUniqueId(prefix: 'AIDA' | 'AROA', ...names: string[]): string {
  const bytes = createHash('sha256').update(names.join('/')).digest().subarray(0, 17)
  return prefix + Array.from(bytes, (byte) => BASE32[byte % 32]).join('')
}

/** AWS: IAM knows no regions. */
export interface AccountPartition {
  account: string
  partition: string
}

/** A user with the name of its access key; with the credentials of AssumeRole, the role's session. */
export function principalOf(
  { accessKeyId = 'outcrop', session }: Claimant,
  { account, partition }: AccountPartition,
): Principal {
  if (session) return sessionPrincipal(session, { account, partition })
  const name = accessKeyId.replaceAll(/[^\w+=,.@-]/g, '_')
  return { arn: `arn:${partition}:iam::${account}:user/${name}`, userId: toUniqueId('AIDA', account, name) }
}

export const sessionPrincipal = (
  { roleName, sessionName }: { roleName: string; sessionName: string },
  { account, partition }: AccountPartition,
): Principal => ({
  arn: `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`,
  userId: `${toUniqueId('AROA', account, roleName)}:${sessionName}`,
})

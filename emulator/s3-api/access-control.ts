import type { AccessControlPolicy, Grant } from '@aws-sdk/client-s3'
import { aclNotSupported, missingSecurityHeader } from './errors.ts'
import { ownerOf } from './owner.ts'

/** AWS: a bucket without ACLs, as all are since April 2023, shows one grant: everything, to its owner. */
export const privateAcl = (account: string): { Owner: ReturnType<typeof ownerOf>; Grants: Grant[] } => ({
  Owner: ownerOf(account),
  Grants: [{ Grantee: { Type: 'CanonicalUser', ...ownerOf(account) }, Permission: 'FULL_CONTROL' }],
})

interface PutAclInput {
  ACL?: string | undefined
  AccessControlPolicy?: AccessControlPolicy | undefined
}

/**
 * Lets pass what asks for the ACL that is there anyway: other canned ACLs and grants in headers are refused in
 * unsupported.ts. AWS takes nothing but `bucket-owner-full-control` and its grant; `private`, which says the same, is what
 * s3cmd and rclone send whatever they write.
 */
export function checkAcl({ ACL: canned, AccessControlPolicy: policy }: PutAclInput, account: string): void {
  if (canned === undefined && policy === undefined) throw missingSecurityHeader('x-amz-acl')
  if (policy !== undefined && !isPrivate(policy, account)) throw aclNotSupported()
}

function isPrivate({ Grants: grants = [] }: AccessControlPolicy, account: string): boolean {
  const { ID: owner } = ownerOf(account)
  const [grant, ...others] = grants
  return others.length === 0 && grant?.Grantee?.ID === owner && grant?.Permission === 'FULL_CONTROL'
}

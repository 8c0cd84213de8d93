import { readText, type IdentityOperation } from './identity-operation.ts'
import { toUniqueId } from './principal.ts'
import { SESSION_SECONDS } from './session-seconds.ts'

const ROLE_NAME = { least: 1, most: 64, pattern: /^[\w+=,.@-]*$/ }
/** The same for all, and at every start. */
const CREATED = '2026-01-01T00:00:00Z'

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}

/** Every name is the name of a role that Bedrock may act as, since jobs take any. */
export const getRole: IdentityOperation = (parameters, { account, partition }) => {
  const name = readText(parameters, 'RoleName', ROLE_NAME)
  return {
    Role: {
      Path: '/',
      RoleName: name,
      RoleId: toUniqueId('AROA', account, name),
      Arn: `arn:${partition}:iam::${account}:role/${name}`,
      CreateDate: CREATED,
      // AWS: the document is percent-encoded.
      AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(TRUST)),
      MaxSessionDuration: SESSION_SECONDS.most,
    },
  }
}

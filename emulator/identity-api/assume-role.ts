import { toIsoTime } from '../../translator/formats/time.ts'
import { constraintMessage } from '../constraint-message.ts'
import { constraintsViolated, invalidArn, parameterNotImplemented } from './errors.ts'
import { readText, type IdentityOperation } from './identity-operation.ts'
import { sessionPrincipal } from './principal.ts'
import { SESSION_SECONDS } from './session-seconds.ts'

const ROLE_ARN = /^arn:aws[a-z-]*:iam::([0-9]{12}):role\/(?:[\u0021-\u007e]{0,511}\/)?([\w+=,.@-]{1,64})$/
const SESSION_NAME = { least: 2, most: 64, pattern: /^[\w+=,.@-]*$/ }
const SOURCE_IDENTITY = SESSION_NAME
const KNOWN = new Set([
  'Action',
  'Version',
  'RoleArn',
  'RoleSessionName',
  'DurationSeconds',
  'ExternalId',
  'SourceIdentity',
])

/** Gives credentials of any role to anybody: there are no permissions here, and all roles trust everyone. */
export const assumeRole: IdentityOperation = (parameters, { sessions, partition, now }) => {
  // They would narrow down what the session may do, and we would let it do all.
  const unknown = [...parameters.keys()].find((name) => !KNOWN.has(name) && !name.startsWith('X-Amz-'))
  if (unknown !== undefined) throw parameterNotImplemented(unknown)
  const roleArn = readText(parameters, 'RoleArn', { least: 20, most: 2048 })
  const sessionName = readText(parameters, 'RoleSessionName', SESSION_NAME)
  const sourceIdentity = parameters.has('SourceIdentity')
    ? readText(parameters, 'SourceIdentity', SOURCE_IDENTITY)
    : undefined
  const [, account, roleName] = ROLE_ARN.exec(roleArn) ?? []
  if (account === undefined || roleName === undefined) throw invalidArn(roleArn)
  const expiresAt = Math.floor(now / 1000) * 1000 + readDuration(parameters) * 1000
  const session = sessions.issue({ account, roleName, sessionName, expiresAt })
  const { arn, userId } = sessionPrincipal(session, { account, partition })
  return {
    SourceIdentity: sourceIdentity,
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: toIsoTime(expiresAt).replace('.000Z', 'Z'),
    },
  }
}

function readDuration(parameters: URLSearchParams): number {
  const { least, usual, most } = SESSION_SECONDS
  const text = parameters.get('DurationSeconds') ?? String(usual)
  const seconds = /^[0-9]+$/.test(text) ? Number(text) : -1
  if (seconds < least || seconds > most)
    throw constraintsViolated([constraintMessage.range(text, 'durationSeconds', seconds, [least, most])])
  return seconds
}

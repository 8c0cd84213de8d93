import { malformedPolicy, policyTooLarge } from '../errors.ts'

type Member = unknown

interface Statement {
  Effect?: Member
  Principal?: Member
  NotPrincipal?: Member
  Action?: Member
  NotAction?: Member
  Resource?: Member
  NotResource?: Member
  Condition?: Member
}

/** AWS: a bucket's policy has 20 KB at most. */
const MAX_BYTES = 20 * 1024

/** Reads the policy of a bucket: statements that have what they must have. Throws `MalformedPolicy`, `PolicyTooLarge`. */
export function parsePolicy(text: string, bucket: string): Statement[] {
  if (Buffer.byteLength(text) > MAX_BYTES) throw policyTooLarge(MAX_BYTES)
  const { Statement: given } = parseObject(text)
  if (given === undefined) throw malformedPolicy('Missing required field Statement')
  const statements = listOf(given)
  if (statements.length === 0) throw malformedPolicy('Could not parse the policy: Statement is empty!')
  return statements.map((statement) => checkStatement(statement, bucket))
}

function parseObject(text: string): { Statement?: unknown } {
  if (text.startsWith('{'))
    try {
      return JSON.parse(text) as object
    } catch {
      // Said below.
    }
  throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'")
}

function checkStatement(value: unknown, bucket: string): Statement {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformedPolicy('Invalid policy syntax.')
  const statement: Statement = value
  const { Effect: effect } = statement
  if (effect === undefined) throw malformedPolicy('Missing required field Effect')
  if (effect !== 'Allow' && effect !== 'Deny') throw malformedPolicy(`Invalid effect : ${JSON.stringify(effect)}`)
  if ((statement.Principal ?? statement.NotPrincipal) === undefined)
    throw malformedPolicy('Missing required field Principal')
  const actions = textsOf(statement.Action ?? statement.NotAction, 'Action')
  if (actions.some((action) => !/^(?:\*$|s3(?:express)?:)/i.test(action)))
    throw malformedPolicy('Policy has invalid action')
  const resources = textsOf(statement.Resource ?? statement.NotResource, 'Resource')
  if (!resources.every((resource) => isOf(bucket, resource))) throw malformedPolicy('Policy has invalid resource')
  return statement
}

function textsOf(value: unknown, field: string): string[] {
  if (value === undefined) throw malformedPolicy(`Missing required field ${field}`)
  const texts = listOf(value)
  if (texts.length > 0 && texts.every((text) => typeof text === 'string')) return texts
  throw malformedPolicy(`Policy has invalid ${field.toLowerCase()}`)
}

/** AWS: a bucket's policy is about that bucket and what is in it, in any partition. */
const isOf = (bucket: string, resource: string): boolean => {
  const [arn, partition, service, region, account, ...rest] = resource.split(':')
  const name = rest.join(':').split('/', 1)[0]!
  const isHere = arn === 'arn' && partition?.startsWith('aws') && service === 's3' && region === '' && account === ''
  return Boolean(isHere) && (name === bucket || matches(name, bucket))
}

/** With `*` for any text, in time that grows with both lengths only. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!text.startsWith(first)) return false
  let at = first.length
  const last = rest.pop()
  if (last === undefined) return at === text.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

/** AWS: a condition on one of these, with a fixed value, makes a statement about somebody. */
const NARROWING = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => key.toLowerCase()),
)

/** AWS: what lets everybody do something, without a condition that only some can meet. */
export const isPublicPolicy = (statements: readonly Statement[]): boolean =>
  statements.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      (statement.NotPrincipal !== undefined || isEverybody(statement.Principal)) &&
      !isNarrowed(statement.Condition),
  )

const isEverybody = (principal: unknown): boolean =>
  principal === '*' || listOf((principal as { AWS?: unknown } | null)?.AWS ?? []).includes('*')

function isNarrowed(condition: unknown): boolean {
  const operators = Object.entries((condition ?? {}) as Record<string, object>)
  return operators.some(
    ([operator, keys]) =>
      /^(?:ForAnyValue:)?(?:String|Arn)(?:Equals|Like)|^IpAddress/.test(operator) &&
      Object.entries(keys ?? {}).some(([key, value]) => NARROWING.has(key.toLowerCase()) && isFixed(value)),
  )
}

const isFixed = (value: unknown): boolean =>
  listOf(value).every((text) => typeof text === 'string' && !/[*?$]|^0\.0\.0\.0\/|^::\/0/.test(text))

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

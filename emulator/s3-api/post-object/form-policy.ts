import { againstFormPolicy, invalidFormPolicy } from '../errors.ts'

/** How large the file may be, in bytes, both included. */
export interface SizeRange {
  least: number
  most: number
}

/** What a policy is held against. */
export interface PostedForm {
  /** By names in lower case. */
  fields: ReadonlyMap<string, string>
  bucket: string
  /** As the object will have it. */
  key: string
}

type Condition =
  | { operator: 'eq' | 'starts-with'; field: string; value: string }
  | { operator: 'content-length-range'; range: SizeRange }

/** AWS: these need no condition. */
const FREE_FIELDS = new Set(['policy', 'x-amz-signature', 'awsaccesskeyid', 'signature', 'file'])
const FREE_PREFIX = 'x-ignore-'
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z$/

/**
 * Holds a form against its policy, which is base64 of JSON. Throws `InvalidPolicyDocument` where it is none, `AccessDenied`
 * where the form is not as it says. Returns how large the file may be.
 */
export function checkFormPolicy(policy: string, form: PostedForm, now: number): SizeRange | undefined {
  const { expiration, conditions } = parsePolicy(policy)
  if (expiration <= now) throw againstFormPolicy('Policy expired.')
  const named = new Set<string>()
  const ranges: SizeRange[] = []
  for (const source of conditions) {
    const condition = parseCondition(source)
    if (condition.operator === 'content-length-range') ranges.push(condition.range)
    else {
      checkField(condition, form)
      named.add(condition.field.slice(1).toLowerCase())
    }
  }
  const extra = [...form.fields.keys()].filter(
    (name) => !named.has(name) && !FREE_FIELDS.has(name) && !name.startsWith(FREE_PREFIX),
  )
  if (extra.length > 0) throw againstFormPolicy(`Extra input fields: ${extra.join(', ')}`)
  return ranges.length === 0 ? undefined : intersectionOf(ranges)
}

const intersectionOf = (ranges: SizeRange[]): SizeRange => ({
  least: Math.max(...ranges.map(({ least }) => least)),
  most: Math.min(...ranges.map(({ most }) => most)),
})

function parsePolicy(text: string): { expiration: number; conditions: unknown[] } {
  const document = parseJson(text)
  // AWS: an unknown member is named in lower case.
  const unexpected = Object.keys(document).find((name) => name !== 'expiration' && name !== 'conditions')
  if (unexpected !== undefined) throw invalidFormPolicy(`Unexpected: '${unexpected.toLowerCase()}'`)
  const { expiration, conditions } = document
  // The texts for what is missing are UNVERIFIED.
  if (expiration === undefined) throw invalidFormPolicy('Policy missing expiration.')
  if (typeof expiration !== 'string') throw invalidFormPolicy('Invalid JSON.')
  const time = TIME.test(expiration) ? Date.parse(expiration) : Number.NaN
  if (Number.isNaN(time)) throw invalidFormPolicy(`Invalid 'expiration' value: '${expiration}'`)
  if (conditions === undefined) throw invalidFormPolicy('Policy missing conditions.')
  if (!Array.isArray(conditions)) throw invalidFormPolicy("Invalid 'conditions' value: must be a List.")
  return { expiration: time, conditions }
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(Buffer.from(text, 'base64').toString())
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return document as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw invalidFormPolicy('Invalid JSON.')
}

function parseCondition(source: unknown): Condition {
  if (Array.isArray(source)) return parseList(source)
  if (typeof source !== 'object' || source === null)
    throw invalidFormPolicy('Invalid Condition: must be a List or Object.')
  const [entry, ...others] = Object.entries(source)
  if (entry === undefined || others.length > 0)
    throw invalidFormPolicy('Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.')
  const [field, value] = entry as [string, unknown]
  if (typeof value !== 'string') throw invalidFormPolicy('Invalid Simple-Condition: value must be a string.')
  return { operator: 'eq', field: `$${field}`, value }
}

function parseList(source: unknown[]): Condition {
  const [first, ...operands] = source
  if (first === undefined) throw invalidFormPolicy('Invalid Condition: missing operation identifier.')
  if (typeof first !== 'string') throw invalidFormPolicy('Invalid JSON.')
  const operator = first.toLowerCase()
  if (operator !== 'eq' && operator !== 'starts-with' && operator !== 'content-length-range')
    throw invalidFormPolicy(`Invalid Condition: unknown operation '${first}'.`)
  if (operands.length !== 2) throw invalidFormPolicy(`Invalid ${operator}: wrong number of arguments.`)
  if (operator === 'content-length-range') return { operator, range: parseRange(source) }
  const [field, value] = operands
  if (typeof field !== 'string' || typeof value !== 'string') throw invalidFormPolicy('Invalid JSON.')
  return { operator, field, value }
}

/** AWS: numbers may be texts. */
function parseRange(source: unknown[]): SizeRange {
  const [, least, most] = source.map(Number)
  if (!Number.isInteger(least) || !Number.isInteger(most)) throw conditionFailed(source)
  if (least! < 0 || most! < 0) throw invalidFormPolicy('Invalid content-length-range: must not be negative.')
  return { least: least!, most: most! }
}

function checkField({ operator, field, value }: Exclude<Condition, { range: SizeRange }>, form: PostedForm): void {
  const given = field.startsWith('$') ? valueOf(field.slice(1).toLowerCase(), form) : undefined
  const holds =
    operator === 'eq'
      ? given === value
      : given !== undefined && valuesOf(field, given).every((part) => part.startsWith(value))
  if (!holds) throw conditionFailed([operator, field, value])
}

/** UNVERIFIED: that the key is compared with its file name in it. */
function valueOf(name: string, { fields, bucket, key }: PostedForm): string | undefined {
  if (name === 'bucket') return bucket
  return name === 'key' ? key : fields.get(name)
}

/** AWS: of a list of types, each. */
const valuesOf = (field: string, given: string): string[] =>
  field.toLowerCase() === '$content-type' ? given.split(',').map((part) => part.trim()) : [given]

/** AWS: conditions are shown as lists, whichever way they came. */
const conditionFailed = (condition: unknown[]): Error =>
  againstFormPolicy(`Policy Condition failed: [${condition.map((part) => JSON.stringify(part)).join(', ')}]`)

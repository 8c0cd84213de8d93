/** The smallest and the largest. */
export type Range = readonly [minimum: number, maximum: number]

// AWS prints the value whole; a request may carry megabytes, so ours ends somewhere.
const LONGEST_VALUE = 2048

/** Goes on while there is room, and each level takes a character: so depth and time are bounded as the length is. */
function toText(value: unknown, room: number): string {
  if (typeof value !== 'object' || value === null) return String(value).slice(0, room)
  const [opening, closing] = Array.isArray(value) ? '[]' : '{}'
  let text = opening!
  for (const name in value) {
    if (text.length >= room) return text
    if (text !== opening) text += ', '
    if (!Array.isArray(value)) text += `${name}=`
    text += toText((value as Record<string, unknown>)[name], room - text.length)
  }
  return text + closing
}

function quote(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  const text = toText(value, LONGEST_VALUE + 1)
  return `'${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text}'`
}

/** One clause of a ValidationException in AWS's common form. */
const violation = (value: unknown, path: string, rule: string): string =>
  `Value ${quote(value)} at '${path}' failed to satisfy constraint: ${rule}`

/** AWS: what all broken constraints of a request are said with; `violations` are complete clauses. */
export const violationsMessage = (violations: string[]): string =>
  `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`

/** AWS: the clauses of a broken constraint. The form was seen in Bedrock runtime and agent errors and on other services. */
export const constraintMessage = {
  missing: (path: string): string => violation(null, path, 'Member must not be null'),
  length: (value: unknown, path: string, size: number, [minimum, maximum]: Range): string =>
    size < minimum
      ? violation(value, path, `Member must have length greater than or equal to ${minimum}`)
      : violation(value, path, `Member must have length less than or equal to ${maximum}`),
  range: (value: unknown, path: string, number: number, [minimum, maximum]: Range): string =>
    number < minimum
      ? violation(value, path, `Member must have value greater than or equal to ${minimum}`)
      : violation(value, path, `Member must have value less than or equal to ${maximum}`),
  pattern: (value: unknown, path: string, published: string): string =>
    violation(value, path, `Member must satisfy regular expression pattern: ${published}`),
  values: (value: unknown, path: string, values: readonly string[]): string =>
    violation(value, path, `Member must satisfy enum value set: [${values.join(', ')}]`),
  /** UNVERIFIED: nobody has published what Bedrock says of a union that is empty or has two members. */
  union: (path: string, members: string[]): string =>
    `Value at '${path}' failed to satisfy constraint: Member must have exactly one of the members [${members.join(', ')}]`,
}

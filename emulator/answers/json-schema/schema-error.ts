/** A schema for which no value can be made; `reason` completes a sentence about the schema. */
export class SchemaError extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`the schema ${reason}`)
    this.reason = reason
  }
}

/** One part of a schema that nothing satisfies: another branch, or leaving out an optional member, may still do. */
export class ContradictionError extends SchemaError {}

const LONGEST_QUOTE = 100

/** A name out of a record, which may be megabytes long, for a message. */
export const quote = (name: string): string =>
  JSON.stringify(name.length > LONGEST_QUOTE ? `${name.slice(0, LONGEST_QUOTE)}…` : name)

export const unsupportedKeyword = (keyword: string): SchemaError =>
  new SchemaError(`uses the keyword ${quote(keyword)}, for which no synthetic value can be made`)

export const unsupportedFormat = (format: string): SchemaError =>
  new SchemaError(`uses the format ${quote(format)}, for which no synthetic value can be made`)

export const malformedKeyword = (keyword: string): SchemaError => new SchemaError(`has a malformed ${quote(keyword)}`)

export const unresolvedReference = (reference: string): SchemaError =>
  new SchemaError(`refers to ${quote(reference)}, which is no schema within it`)

export const tooLarge = (): SchemaError => new SchemaError('asks for a value that is too large, or too hard to find')

export const nestedTooDeep = (levels: number): SchemaError =>
  new SchemaError(`is nested more than ${levels} levels deep`)

/** `pointer` is the JSON pointer of the value in question, empty for the whole. */
export const contradiction = (what: string, pointer: string): ContradictionError =>
  new ContradictionError(pointer === '' ? what : `${what} at ${quote(pointer)}`)

import { NormalizedSchema } from '@smithy/core/schema'
import type { StaticOperationSchema, StaticSchema, StaticStructureSchema } from '@smithy/types'

/** An operation as the AWS SDK itself describes it; `name` is the operation's, `uri` still holds its `{labels}`. */
export interface Operation {
  name: string
  method: string
  uri: string
  successStatus: number
  input: StaticStructureSchema
  output: StaticStructureSchema
}

const isOperationSchema = (value: unknown): value is StaticOperationSchema => Array.isArray(value) && value[0] === 9

const resolve = <T extends StaticSchema>(reference: unknown): T =>
  (typeof reference === 'function' ? (reference as () => T)() : reference) as T

/** Source of the layout: the schema tuples of the JS SDK, pinned and watched by test/emulator/wire. */
export function toOperation(schema: StaticOperationSchema): Operation {
  const [, , name, traits, input, output] = schema
  const [method, uri, successStatus] = (traits as { http: [string, string, number] }).http
  return { name, method, uri, successStatus, input: resolve(input), output: resolve(output) }
}

/** Every operation that a client package of the SDK exports. */
export const operationsOf = (clientPackage: object): Operation[] =>
  Object.values(clientPackage).filter(isOperationSchema).map(toOperation)

export interface Member {
  name: string
  isRequired: boolean
  schema: NormalizedSchema
  traits: ReturnType<NormalizedSchema['getMergedTraits']>
}

/** Source of the layout, as above: required members come first, and their number stands last in the tuple. */
export const membersOf = (structure: StaticStructureSchema): Member[] =>
  Array.from(NormalizedSchema.of(structure).structIterator(), ([name, schema], index) => ({
    name,
    isRequired: index < (structure[6] ?? 0),
    schema,
    traits: schema.getMergedTraits(),
  }))

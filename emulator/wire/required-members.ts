import type { NormalizedSchema } from '@smithy/core/schema'
import type { StaticStructureSchema } from '@smithy/types'
import { membersOf } from './schema.ts'

/** The name of a member that the schema demands and the value lacks, at any depth; `undefined` where none is missing. */
export function findMissingMember(schema: NormalizedSchema, value: unknown): string | undefined {
  if (schema.isListSchema()) return firstMissing((value as unknown[]).map((item) => [schema.getValueSchema(), item]))
  if (!schema.isStructSchema()) return undefined
  const members = membersOf(schema.getSchema() as StaticStructureSchema)
  const given = value as Record<string, unknown>
  const missing = members.find(({ name, isRequired }) => isRequired && given[name] === undefined)
  if (missing) return missing.name
  return firstMissing(
    members.filter(({ name }) => given[name] !== undefined).map((member) => [member.schema, given[member.name]]),
  )
}

function firstMissing(values: [NormalizedSchema, unknown][]): string | undefined {
  for (const [schema, value] of values) {
    const missing = findMissingMember(schema, value)
    if (missing !== undefined) return missing
  }
  return undefined
}

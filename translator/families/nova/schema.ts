import { unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { inlineReferences } from './inline-references.ts'

/** AWS: "extraneous key [definitions] is not permitted" (pydantic-ai 1623): a schema's top level holds nothing else. */
const TOP_LEVEL = new Set(['type', 'properties', 'required'])
/** What says nothing to a model. */
const NEEDLESS = new Set(['$schema', '$id', '$comment'])
/** What a model is better off knowing, and goes on well without. */
const DISPENSABLE = new Set([
  'title',
  'description',
  'examples',
  'default',
  'additionalProperties',
  'unevaluatedProperties',
])

/** A schema of arguments as Nova takes it: no references, and at its top only what Nova knows. `path`: where it stands. */
export function toNovaSchema(schema: JsonObject, path: string, report: LossReport): JsonObject {
  const inlined = inlineReferences(schema, path)
  const taken: JsonObject = {}
  for (const [name, value] of Object.entries(inlined)) {
    if (TOP_LEVEL.has(name)) taken[name] = value
    else if (DISPENSABLE.has(name))
      report.drop(`${path}.${name}`, 'Nova takes only type, properties and required there.')
    else if (!NEEDLESS.has(name)) {
      const why = 'At the top of a schema Nova takes only type, properties and required.'
      report.unsupported(`${path}.${name}`, why, unsupportedValue(`${path}.${name}`, why))
    }
  }
  if (taken.type !== 'object') {
    const why = 'The arguments of a tool of Nova are an object.'
    throw unsupportedValue(`${path}.type`, why)
  }
  return taken
}

import { isObjectInJson, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { memberOf } from './json-value.ts'

type Target = JsonObject | boolean | undefined

function step(value: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9][0-9]{0,8})$/.test(part) ? value[Number(part)] : undefined
  return isObjectInJson(value) ? memberOf(value, part.replaceAll('~1', '/').replaceAll('~0', '~')) : undefined
}

function followPointer(pointer: string, start: Json | undefined): Json | undefined {
  try {
    return decodeURIComponent(pointer).split('/').slice(1).reduce(step, start)
  } catch {
    return undefined
  }
}

const isText = (value: Json | undefined): value is string => typeof value === 'string'

/** Schemas by what they call themselves: `$id` (TypeBox refers to it) and, with a `#`, `$anchor`. */
function collectNames(value: Json, names: Map<string, JsonObject>): Map<string, JsonObject> {
  if (isObjectInJson(value)) {
    for (const id of [memberOf(value, '$id'), memberOf(value, 'id')].filter(isText))
      names.set(id.replace(/#$/, ''), value)
    for (const anchor of [memberOf(value, '$anchor')].filter(isText)) names.set(`#${anchor}`, value)
  }
  if (Array.isArray(value) || isObjectInJson(value)) for (const part of Object.values(value)) collectNames(part, names)
  return names
}

/** Finds what a `$ref` names within the same schema: a JSON pointer (`#/$defs/Name`), an `$id` or an anchor. */
export function createResolver(root: JsonObject): (reference: string) => Target {
  let names: Map<string, JsonObject> | undefined
  const findNamed = (name: string): Json | undefined => (names ??= collectNames(root, new Map())).get(name)
  return (reference) => {
    const [base = '', fragment = ''] = reference.split('#')
    const start = base === '' ? root : findNamed(base)
    const isPointer = fragment === '' || fragment.startsWith('/')
    const target = isPointer ? followPointer(fragment, start) : findNamed(`#${fragment}`)
    return isObjectInJson(target) || typeof target === 'boolean' ? target : undefined
  }
}

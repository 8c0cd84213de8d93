import type { Json } from '../../../translator/formats/json-text.ts'
import { isObject, memberOf } from './json-value.ts'
import { unresolvedReference } from './schema-error.ts'

function decodePointer(fragment: string): string[] | undefined {
  try {
    const pointer = decodeURIComponent(fragment)
    if (pointer !== '' && !pointer.startsWith('/')) return undefined
    return pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  } catch {
    return undefined
  }
}

function step(value: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9][0-9]{0,8})$/.test(part) ? value[Number(part)] : undefined
  return value !== undefined && isObject(value) ? memberOf(value, part) : undefined
}

/** What a `$ref` names; only JSON pointers into the same document (`#`, `#/$defs/Name`) are followed. */
export function resolveReference(reference: string, root: Json): Json {
  let target: Json | undefined = root
  const parts = reference.startsWith('#') ? decodePointer(reference.slice(1)) : undefined
  for (const part of parts ?? []) target = step(target, part)
  if (parts === undefined || target === undefined) throw unresolvedReference(reference)
  return target
}

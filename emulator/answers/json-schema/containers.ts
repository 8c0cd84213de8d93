import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { itemSchemas, largestOf, memberSchemas, smallestOf } from './conjunction.ts'
import { canonicalText } from './json-value.ts'
import { attempt, type MakeContext, type Place } from './place.ts'
import type { SchemaNode } from './schema.ts'
import { contradiction } from './schema-error.ts'

// So deep, and with what recurs left out, optional members cannot grow into a tree that nobody wants to read.
const OPTIONAL_DEPTH = 8
const MOST_OPTIONAL_ITEMS = 2

const isBare = (place: Place): boolean => place.isBare || place.depth >= OPTIONAL_DEPTH

/** Makes the places of what is within a container. */
function placesWithin(
  place: Place,
  parts: readonly SchemaNode[],
): (key: string | number, isOptional: boolean) => Place {
  const around = new Set([...place.around, ...parts])
  return (key, isOptional) => ({
    pointer: `${place.pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    name: typeof key === 'string' ? key : place.name,
    depth: place.depth + 1,
    around,
    isOptional,
    isBare: false,
    takesSuggestions: true,
  })
}

/** An object with all members that are required, and the optional ones that can be made. */
export function makeObject(parts: readonly SchemaNode[], place: Place, context: MakeContext): JsonObject {
  const required = new Set(parts.flatMap((part) => part.required ?? []))
  const declared = parts.flatMap((part) => [...(part.properties?.keys() ?? [])])
  // A map of values by names of the caller's choice gets one, so that there is something to see.
  const isMap =
    declared.length + required.size === 0 && parts.some((part) => typeof part.additionalProperties === 'object')
  const optional = isBare(place) ? [] : isMap ? ['key'] : declared
  const toPlace = placesWithin(place, parts)
  const members = new Map<string, Json>()
  for (const name of new Set([...optional, ...required])) {
    const within = toPlace(name, !required.has(name))
    const make = (): Json => context.makeWithin(memberSchemas(parts, name), within)
    const result = within.isOptional ? attempt(make) : { value: make() }
    if ('value' in result) members.set(name, result.value)
  }
  return Object.fromEntries(members)
}

const fewestItems = (parts: readonly SchemaNode[]): number => Math.max(0, largestOf(parts, 'minItems'))

function countItems(parts: readonly SchemaNode[], place: Place, { random }: MakeContext): number {
  const [minimum, maximum] = [fewestItems(parts), smallestOf(parts, 'maxItems')]
  if (minimum > maximum) throw contradiction('has a minItems above its maxItems', place.pointer)
  if (isBare(place)) return minimum
  const prefix = Math.max(...parts.map((part) => part.prefixItems?.length ?? 0))
  return Math.min(maximum, Math.max(minimum, prefix || 1 + random.integer(MOST_OPTIONAL_ITEMS)))
}

/** An item that is not among those taken, made anew until it is none of them. */
function makeDistinct(make: (takesSuggestions: boolean) => Json, taken: ReadonlySet<string>, place: Place): Json {
  for (let trial = 0; trial < 50 + 20 * taken.size; trial += 1) {
    const item = make(trial % 2 === 0)
    if (!taken.has(canonicalText(item))) return item
  }
  throw contradiction('has too few different values for its uniqueItems', place.pointer)
}

/** An array with the fewest items, or all of its prefix, or one or two where neither says more. */
export function makeArray(parts: readonly SchemaNode[], place: Place, context: MakeContext): Json[] {
  const minimum = fewestItems(parts)
  const count = countItems(parts, place, context)
  const isUnique = parts.some((part) => part.uniqueItems)
  const toPlace = placesWithin(place, parts)
  const items: Json[] = []
  const taken = new Set<string>()
  while (items.length < count) {
    const within = toPlace(items.length, items.length >= minimum)
    const make = (takesSuggestions: boolean): Json =>
      context.makeWithin(itemSchemas(parts, items.length), { ...within, takesSuggestions })
    const makeItem = (): Json => (isUnique ? makeDistinct(make, taken, place) : make(true))
    const result = within.isOptional ? attempt(makeItem) : { value: makeItem() }
    if (!('value' in result)) break
    items.push(result.value)
    if (isUnique) taken.add(canonicalText(result.value))
  }
  return items
}

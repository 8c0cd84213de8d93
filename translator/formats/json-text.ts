/**
 * A parsed JSON object: the last of two equal names wins, and members are in the order of the text (only names such as `10`
 * come first, as JavaScript has them).
 */
export type JsonObject = { [name: string]: Json }
export type Json = null | boolean | number | string | Json[] | JsonObject

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is an object in its JSON text: a number that was kept as it stood is an object in memory only. */
export const isObjectInJson = (value: Json | undefined): value is JsonObject =>
  isJsonObject(value) && !JSON.isRawJSON(value)

// Node 24 has them (ECMAScript proposal "JSON.parse source text access"); TypeScript's library does not name them yet.
declare global {
  interface JSON {
    parse(text: string, reviver: (name: string, value: unknown, context: { source?: string }) => unknown): unknown
    rawJSON(text: string): { readonly rawJSON: string }
    isRawJSON(value: unknown): value is { readonly rawJSON: string }
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING_BRACE = 0x7b
const OPENING_BRACKET = 0x5b
const CLOSING_BRACE = 0x7d
const CLOSING_BRACKET = 0x5d
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); ; at = text.indexOf('"', at + 1)) {
    let backslashes = 0
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1
    if (backslashes % 2 === 0) return at + 1
  }
}

function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at) - 1
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) depth += 1
    else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth -= 1
    else if (depth > 0) continue
    else {
      // A number or a literal: it ends where something else begins.
      const next = text.charCodeAt(at + 1)
      if (next !== 0x2c && next !== 0x7d && next !== 0x5d && !isSpace(next) && !Number.isNaN(next)) continue
    }
    if (depth === 0) return at + 1
  }
}

/**
 * The members of an object as they stand in its text, so that a value can be handed on byte for byte: a number of 64 bits,
 * `1.0` or `\u00e9` comes out as it came in. `text` must be the valid JSON of an object.
 */
export const textOfMembers = (text: string): Map<string, string> =>
  new Map(Array.from(spansOfMembers(text), ([name, { start, end }]) => [name, text.slice(start, end)]))

/** Where the values of an object's members stand in its text; the last of two equal names counts. */
export function spansOfMembers(text: string): Map<string, { start: number; end: number }> {
  const members = new Map<string, { start: number; end: number }>()
  const skip = (at: number): number => {
    while (isSpace(text.charCodeAt(at))) at += 1
    return at
  }
  let at = skip(skip(0) + 1)
  while (text.charCodeAt(at) === QUOTE) {
    const endOfName = endOfString(text, at)
    const start = skip(skip(endOfName) + 1)
    const end = endOfValue(text, start)
    members.set(JSON.parse(text.slice(at, endOfName)) as string, { start, end })
    at = skip(skip(end) + 1)
  }
  return members
}

// An exponent, more than 15 digits, a 0 at the end of a fraction, a size that JavaScript writes with an exponent, or -0.
// A false alarm (digits in a string) only costs time. Linear: no part can match the same characters in two ways.
const FRAGILE_NUMBER = /[0-9][eE]|(?:[0-9]\.?){16}|\.[0-9]*0(?![0-9])|\.000000|-0(?![.0-9])/

/** Whether the text may hold a number that JSON.parse and JSON.stringify would change. */
export const mayHoldFragileNumbers = (text: string): boolean => FRAGILE_NUMBER.test(text)

/**
 * Parses like JSON.parse, but numbers that JavaScript would change (64-bit integers, `1.0`, `1E400`) become raw JSON
 * objects that JSON.stringify writes as they stood.
 */
export const parseKeepingNumbers = (text: string): Json =>
  JSON.parse(text, (_name, value: unknown, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value,
  ) as Json

/** The number that a value is, also one that parseKeepingNumbers has kept as its text; `undefined` for what is no number. */
export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (!JSON.isRawJSON(value)) return undefined
  const number = Number(value.rawJSON)
  return Number.isNaN(number) ? undefined : number
}

import type { Random } from '../../random.ts'
import { FORMATS } from './formats.ts'
import { countCharacters } from './json-value.ts'

const LONGEST_NAME = 40
// Below this there is no room for a word and digits that tell two strings apart.
const SHORTEST_PHRASE = 8
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const FILLER = ' synthetic text'

const toDigits = (random: Random): string => random.integer(0x10000).toString(16).padStart(4, '0')

const toLetters = (count: number, random: Random): string =>
  Array.from({ length: count }, () => LETTERS[random.integer(LETTERS.length)]).join('')

const firstCharacters = (text: string, count: number): string =>
  Array.from(text.slice(0, 2 * count))
    .slice(0, count)
    .join('')

/** `synthetic NAME 4f1c`, cut before its digits, or drawn out, to fit. */
function makePhrase(name: string, minimum: number, maximum: number, random: Random): string {
  if (maximum < SHORTEST_PHRASE) return toLetters(Math.max(minimum, Math.min(maximum, 3)), random)
  const ending = ` ${toDigits(random)}`
  const words = firstCharacters(
    `synthetic ${firstCharacters(name, LONGEST_NAME)}`,
    Math.min(maximum, 99) - ending.length,
  )
  const missing = Math.max(0, minimum - countCharacters(words + ending))
  return words + ending + FILLER.repeat(Math.ceil(missing / FILLER.length)).slice(0, missing)
}

export interface StringOptions {
  /** Of the member that the string is for. */
  name: string
  minLength: number
  maxLength: number
  format: string | undefined
}

/** A string that says what it is and what it is for; `undefined` where its format and its length exclude each other. */
export function makeString({ name, minLength, maxLength, format }: StringOptions, random: Random): string | undefined {
  const text = FORMATS.get(format ?? '')?.make(random) ?? makePhrase(name, minLength, maxLength, random)
  const characters = countCharacters(text)
  return characters >= minLength && characters <= maxLength ? text : undefined
}

import type { Random } from '../../random.ts'
import { countCharacters } from '../../count-characters.ts'
import { makeByPattern } from './make-pattern.ts'

const LONGEST_NAME = 40
const FILLER = ' synthetic text'

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.integer(16).toString(16)).join('')

const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => (10 + random.integer(26)).toString(36)).join('')

const START = Date.UTC(2026, 0, 1)
const SECONDS_OF_YEAR = 365 * 24 * 3600
const moment = (random: Random): string =>
  `${new Date(START + random.integer(SECONDS_OF_YEAR) * 1000).toISOString().slice(0, 19)}Z`

/** Formats say what a string is for and are not checked. Hosts and addresses are those kept for documents. */
const FORMATS: ReadonlyMap<string, (random: Random) => string> = new Map([
  ['date-time', moment],
  ['date', (random) => moment(random).slice(0, 10)],
  ['time', (random) => moment(random).slice(11)],
  ['duration', (random) => `PT${1 + random.integer(600)}M`],
  ['email', (random) => `synthetic.${digits(random, 4)}@example.com`],
  ['uri', (random) => `https://example.com/synthetic/${digits(random, 4)}`],
  ['hostname', (random) => `synthetic-${digits(random, 4)}.example.com`],
  ['ipv4', (random) => `192.0.2.${1 + random.integer(254)}`],
  ['ipv6', (random) => `2001:db8::${(1 + random.integer(0xfffe)).toString(16)}`],
  [
    'uuid',
    (random) =>
      `${digits(random, 8)}-${digits(random, 4)}-4${digits(random, 3)}-8${digits(random, 3)}-${digits(random, 12)}`,
  ],
])

interface StringOptions {
  /** Of the member that the string is for. */
  name: string
  minLength: number
  maxLength: number
  pattern: string | undefined
  format: string | undefined
}

/** A string by its pattern, or of its format, or one that says that it is synthetic and what it is for, or letters. */
export function makeString({ name, minLength, maxLength, pattern, format }: StringOptions, random: Random): string {
  if (pattern !== undefined) return makeByPattern(pattern, minLength, maxLength, random)
  const formatted = FORMATS.get(format ?? '')?.(random)
  if (formatted && formatted.length >= minLength && formatted.length <= maxLength) return formatted
  const reference = digits(random, 4)
  const phrases = [`synthetic ${name.slice(0, LONGEST_NAME).toWellFormed()} ${reference}`, `synthetic ${reference}`]
  const phrase = phrases.find((words) => countCharacters(words) <= maxLength)
  if (phrase === undefined) return letters(random, Math.max(minLength, Math.min(maxLength, 8)))
  return phrase.padEnd(phrase.length + minLength - countCharacters(phrase), FILLER)
}

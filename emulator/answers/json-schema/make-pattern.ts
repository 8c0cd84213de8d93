import type { Random } from '../../random.ts'
import { countCharacters } from '../../count-characters.ts'

const MOST_TRIES = 20
const USUAL_SPARE = 6
const MOST_CHARACTERS = 10_000
const LONGEST_RANGE = 256

/** One string in the making: `spare` is how many more repetitions than its quantifiers demand there may be. */
interface Writing {
  random: Random
  spare: number
  /** Whether a quantifier takes all that is spare, or some of it. */
  isGreedy: boolean
  left: number
}

type Write = (writing: Writing) => string

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index))
const printable = (kind: RegExp): string[] => PRINTABLE.filter((character) => kind.test(character))
const without = (characters: string[]): string[] => [...PRINTABLE, 'é', '中'].filter((one) => !characters.includes(one))

const ESCAPES = new Map(
  Object.entries({ d: /\d/, D: /\D/, w: /\w/, W: /\W/, s: /\s/, S: /\S/ }).map(([name, kind]) => [
    name,
    printable(kind),
  ]),
)
for (const [name, character] of Object.entries({ t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', 0: '\0' }))
  ESCAPES.set(name, [character])

/** Characters of ASCII with a property of Unicode, such as `Lu`. */
function ofProperty(name: string): string[] {
  if (/^(?:Lu|Ll)/.test(name)) return printable(name.startsWith('Lu') ? /[A-Z]/ : /[a-z]/)
  if (/^[PSZ]/.test(name)) return printable(name.startsWith('Z') ? / / : /[^\w ]/)
  return printable(name.startsWith('N') ? /\d/ : /[A-Za-z]/)
}

const between = (first: string, last: string): string[] =>
  Array.from({ length: Math.min(LONGEST_RANGE, last.codePointAt(0)! - first.codePointAt(0)! + 1) }, (_, index) =>
    String.fromCodePoint(first.codePointAt(0)! + index),
  ).filter((character) => character.isWellFormed())

/** One of the characters: a letter or a digit where there are some. */
function oneOf(characters: string[]): Write {
  const plain = characters.filter((character) => /^[a-z0-9]$/i.test(character))
  const choice = plain.length > 0 ? plain : characters
  return (writing) => {
    writing.left -= 1
    return choice[writing.random.integer(choice.length)] ?? ''
  }
}

const repeat =
  (write: Write, least: number, most: number): Write =>
  (writing) => {
    const extra = Math.min(most - least, writing.isGreedy ? writing.spare : writing.random.integer(writing.spare + 1))
    writing.spare -= extra
    let text = ''
    for (let count = least + extra; count > 0 && writing.left > 0; count -= 1) text += write(writing)
    return text
  }

/** How strings of a regular expression are written. What it is not prepared for it takes for plain characters. */
function readPattern(pattern: string): Write {
  let at = 0
  const take = (expected: RegExp): RegExpExecArray | undefined => {
    expected.lastIndex = at
    const found = expected.exec(pattern) ?? undefined
    at += found?.[0].length ?? 0
    return found
  }
  const readAlternatives = (): Write => {
    const branches: Write[] = []
    do branches.push(readSequence())
    while (take(/\|/y))
    return (writing) => branches[writing.random.integer(branches.length)]!(writing)
  }
  const readSequence = (): Write => {
    const items: Write[] = []
    while (at < pattern.length && !/[|)]/.test(pattern[at]!)) items.push(readRepeated(readItem()))
    return (writing) => items.map((write) => write(writing)).join('')
  }
  const readRepeated = (write: Write): Write => {
    const [, sign, least, comma, most] = take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?/y) ?? []
    if (sign) return repeat(write, sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity)
    if (least === undefined) return write
    return repeat(write, Number(least), most ? Number(most) : comma ? Infinity : Number(least))
  }
  const readItem = (): Write => {
    if (take(/[\^$]|\\[bBAzZ]|\(\?[a-z]+\)/y)) return () => ''
    const opening = take(/\((?:\?(?:P?<\w+>|[a-z]*:))?/y)
    if (opening) {
      const inner = readAlternatives()
      take(/\)/y)
      return inner
    }
    if (take(/\./y)) return oneOf(printable(/\w/))
    return oneOf(take(/\[/y) ? readClass() : readCharacters())
  }
  const readClass = (): string[] => {
    const isNegated = take(/\^/y)
    const characters: string[] = []
    while (at < pattern.length && !take(/\]/y)) {
      const first = readCharacters()
      const isRange = first.length === 1 && take(/-(?!\])/y)
      characters.push(...(isRange ? between(first[0]!, readCharacters()[0]!) : first))
    }
    return isNegated ? without(characters) : characters
  }
  /** One character, or those that an escape stands for. */
  const readCharacters = (): string[] => {
    const [, letter, property = ''] = take(/\\(p|P)\{?(\w+)[^}]*\}?/y) ?? []
    if (letter) return letter === 'P' ? without(ofProperty(property)) : ofProperty(property)
    const [, short, long, braced] = take(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|[xu]\{([0-9a-f]{1,6})\})/iy) ?? []
    const code = short ?? long ?? braced
    if (code) return [String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)))]
    const [, backslash, character = ''] = take(/(\\?)([^])/uy) ?? []
    return (backslash && ESCAPES.get(character)) || [character]
  }
  return readAlternatives()
}

/** A string that a regular expression finds, within the bounds as far as its quantifiers reach. */
export function makeByPattern(pattern: string, minLength: number, maxLength: number, random: Random): string {
  const write = readPattern(pattern)
  let text = ''
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const shortest = countCharacters(write({ random, spare: 0, isGreedy: true, left: MOST_CHARACTERS }))
    const wanted = Math.max(0, Math.min(Math.max(minLength - shortest, USUAL_SPARE), maxLength - shortest))
    // What is repeated may be longer than one character: less and less is spare.
    const spare = Math.ceil(wanted / (1 + Math.floor(tried / 2)))
    const isGreedy = tried % 2 === 1 || minLength > shortest
    text = write({ random, spare, isGreedy, left: MOST_CHARACTERS })
    const length = countCharacters(text)
    if (length >= minLength && length <= maxLength) return text
  }
  return text
}

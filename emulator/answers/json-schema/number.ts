import type { Random } from '../../random.ts'
import { largestOf, smallestOf } from './conjunction.ts'
import { isMultiple } from './satisfies.ts'
import type { SchemaNode } from './schema.ts'

const WINDOW = 1000
const MOST_FACTORS = 1000

/** The part of an interval, at most `span` wide, that is nearest to its lower end; 1 to `span` where it has no ends. */
function toWindow(low: number, high: number, span: number): [number, number] {
  if (low > -Infinity) return [low, Math.min(high, low + span)]
  return high < Infinity ? [high - span, high] : [1, span]
}

/** A step between numbers that are multiples of all divisors; `undefined` where none is near. */
function commonStep(divisors: number[]): number | undefined {
  const largest = Math.max(...divisors)
  for (let factor = 1; factor <= MOST_FACTORS; factor += 1)
    if (divisors.every((divisor) => isMultiple(largest * factor, divisor))) return largest * factor
  return undefined
}

/** Multiples of a step, beginning anywhere. What floating point adds to 3 × 0.1 is taken off. */
function* steppedNumbers(low: number, high: number, step: number, random: Random): Generator<number> {
  const [first, last] = toWindow(Math.ceil(low / step), Math.floor(high / step), WINDOW)
  const count = Math.max(0, last - first + 1)
  const start = random.integer(Math.max(1, count))
  for (let index = 0; index < count; index += 1) {
    const number = (first + ((start + index) % count)) * step
    yield Number.isInteger(number) ? number : Number(number.toPrecision(15))
  }
}

/** Fractions of quarters first: short, exact, and no integers. */
function* fractionalNumbers(low: number, high: number, random: Random): Generator<number> {
  const [first, last] = toWindow(low, high, WINDOW)
  const inside = first + (last - first) * random.fraction()
  yield Math.floor(inside) + 0.25 * (1 + random.integer(3))
  yield Number(inside.toPrecision(6))
  yield* [inside, first / 2 + last / 2, first, last]
}

/** A number that all parts accept, as far as their keywords for numbers go; `undefined` when none is found. */
export function makeNumber(parts: readonly SchemaNode[], isInteger: boolean, random: Random): number | undefined {
  const [minimum, openMinimum] = [largestOf(parts, 'minimum'), largestOf(parts, 'exclusiveMinimum')]
  const [maximum, openMaximum] = [smallestOf(parts, 'maximum'), smallestOf(parts, 'exclusiveMaximum')]
  const divisors = [...parts.flatMap((part) => part.multipleOf ?? []), ...(isInteger ? [1] : [])]
  const accepts = (number: number): boolean =>
    Number.isFinite(number) &&
    number >= minimum &&
    number > openMinimum &&
    number <= maximum &&
    number < openMaximum &&
    divisors.every((divisor) => isMultiple(number, divisor))
  const [low, high] = [Math.max(minimum, openMinimum), Math.min(maximum, openMaximum)]
  const step = divisors.length > 0 ? commonStep(divisors) : undefined
  const numbers = step === undefined ? fractionalNumbers(low, high, random) : steppedNumbers(low, high, step, random)
  const number = [...numbers, 0].find(accepts)
  return number === 0 ? 0 : number
}

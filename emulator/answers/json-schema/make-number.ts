import type { Random } from '../../random.ts'
import { largestOf, saidBy, smallestOf, type Parts } from './schema.ts'

const WINDOW = 1000
const MOST_TRIES = 30

/** The part of an interval that is nearest to its lower end; 1 to 1000 where it has no ends. */
function toWindow(low: number, high: number): [number, number] {
  if (low > -Infinity) return [low, Math.min(high, low + WINDOW)]
  return high < Infinity ? [high - WINDOW, high] : [1, WINDOW]
}

/** A step between numbers that are multiples of all divisors; `undefined` where none is near. */
function commonStep(divisors: number[]): number | undefined {
  const largest = Math.max(...divisors)
  if (!(largest > 0)) return undefined
  for (let factor = 1; factor <= WINDOW; factor += 1)
    if (divisors.every((divisor) => Number.isInteger((largest * factor) / divisor))) return largest * factor
  return undefined
}

/** The multiple of a step, less what floating point adds to 3 × 0.1. */
function toMultiple(times: number, step: number): number {
  const number = Math.round(times) * step
  return Number.isInteger(number) ? number : Number(number.toPrecision(15))
}

/** A number within the bounds of all parts, and a multiple of what they ask for, as far as there is one and it is found. */
export function makeNumber(parts: Parts, isInteger: boolean, random: Random): number {
  const low = Math.max(largestOf(parts, 'minimum'), largestOf(parts, 'exclusiveMinimum'))
  const high = Math.min(smallestOf(parts, 'maximum'), smallestOf(parts, 'exclusiveMaximum'))
  const excluded = [...saidBy(parts, 'exclusiveMinimum'), ...saidBy(parts, 'exclusiveMaximum')]
  const step = commonStep([...(isInteger ? [1] : []), ...saidBy(parts, 'multipleOf')])
  const [first, last] = step ? toWindow(Math.ceil(low / step), Math.floor(high / step)) : toWindow(low, high)
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const inside = tried < MOST_TRIES - 2 ? first + (last - first) * random.fraction() : tried % 2 ? last : first
    // Quarters if they fit: short, exact, and no integers.
    const quarter = Math.floor(inside) + 0.25 * (1 + random.integer(3))
    const numbers = step ? [toMultiple(inside, step)] : [quarter, Number(inside.toPrecision(6)), inside]
    const found = numbers.find((number) => number >= low && number <= high && !excluded.some((one) => one === number))
    // No zero has a sign.
    if (found !== undefined) return found === 0 ? 0 : found
  }
  // There is none, or none was found: the judge says why this is none.
  return Number.isFinite(low) ? low : 0
}

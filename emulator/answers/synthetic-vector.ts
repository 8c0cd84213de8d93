import { hash } from 'node:crypto'
import type { EmbeddingInput } from './answers.ts'

const WORD_WEIGHT = 1
const NEIGHBOURS_WEIGHT = 0.2
// Short words are in nearly every text: they say little about what it is about.
const SHORT_WORD = 3
const SHORT_WORD_WEIGHT = 0.25
// From here on scripts write words without spaces between them, or (surrogates) characters with two units.
const FIRST_SIGN = 0x2e80
const DENSE_PART = 0.1
const DECIMALS = 1e8
// Of vectors that are not normalised.
const SHORTEST = 8
const LONGEST = 24

const isWordUnit = (unit: number): boolean =>
  unit < 0x80
    ? (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
    : unit >= 0xc0 && (unit < 0x2000 || unit > 0x206f) && (unit < 0x3000 || unit > 0x303f)

// Two rounds of a multiplicative hash; every bit of the result depends on every bit of the feature.
function mix(feature: number): number {
  const first = Math.imul(feature ^ (feature >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}

const firstInteger = (digest: string): number => Number.parseInt(digest.slice(0, 8), 16) | 0

/** Adds a feature at one coordinate, with a sign: features that meet there cancel out on average. */
function add(vector: Float64Array, feature: number, weight: number): void {
  const digest = mix(feature)
  vector[(digest >>> 1) % vector.length]! += digest & 1 ? weight : -weight
}

/** A feature of up to three characters; a salt keeps spaces apart. */
const toFeature = (salt: number, first: number, second: number, third: number): number =>
  Math.imul(Math.imul(Math.imul(salt ^ first, 0x9e3779b1) ^ second, 0x9e3779b1) ^ third, 0x9e3779b1)

/** Adds the features of a text: its words and, within them, three letters at a time; signs and pairs of signs. */
function addFeatures(vector: Float64Array, text: string, salt: number): void {
  let [word, length, before, last] = [salt, 0, 0, 0]
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0
    const isLetter = unit < FIRST_SIGN && isWordUnit(unit)
    if (isLetter) {
      word = Math.imul(word, 31) + unit
      length += 1
      if (length >= 3) add(vector, toFeature(salt, before, last, unit), NEIGHBOURS_WEIGHT)
    } else if (length > 0) {
      add(vector, word, length > SHORT_WORD ? WORD_WEIGHT : SHORT_WORD_WEIGHT)
      ;[word, length] = [salt, 0]
    }
    if (!isLetter && isWordUnit(unit)) {
      add(vector, toFeature(salt, 0, 0, unit), SHORT_WORD_WEIGHT)
      if (last >= FIRST_SIGN) add(vector, toFeature(salt, 0, last, unit), WORD_WEIGHT)
    }
    ;[before, last] = [last, unit]
  }
}

/** Feature hashing. A word that comes a hundred times is not a hundred times as important: roots dampen it. */
function addText(vector: Float64Array, text: string, salt: number): void {
  addFeatures(vector, text.normalize('NFKC').toLowerCase(), salt)
  for (let at = 0; at < vector.length; at += 1) vector[at] = Math.sign(vector[at]!) * Math.sqrt(Math.abs(vector[at]!))
}

/** Adds a direction that is a function of the digest alone and has no coordinate at 0; `share` is about its length. */
function addDense(vector: Float64Array, digest: string, share: number): void {
  const start = firstInteger(digest)
  // Coordinates lie between ±0.5 and ±1.5: their mean square is 13/12.
  const scale = share / Math.sqrt((vector.length * 13) / 12)
  for (let at = 0; at < vector.length; at += 1) {
    const bits = mix(start + Math.imul(at, 0x9e3779b1))
    const size = 0.5 + (bits >>> 1) / 2 ** 31
    vector[at]! += bits & 1 ? scale * size : -scale * size
  }
}

function scaleTo(vector: Float64Array, length: number): void {
  let squares = 0
  for (let at = 0; at < vector.length; at += 1) squares += vector[at]! * vector[at]!
  const factor = squares > 0 ? length / Math.sqrt(squares) : 0
  for (let at = 0; at < vector.length; at += 1) vector[at]! *= factor
}

function toRounded(vector: Float64Array): number[] {
  const rounded: number[] = []
  for (let at = 0; at < vector.length; at += 1)
    rounded.push(Math.round(vector[at]! * DECIMALS) / DECIMALS || 1 / DECIMALS)
  return rounded
}

interface VectorOptions {
  dimensions: number
  /** Unit length; else a length between 8 and 24, in the same direction. */
  normalize: boolean
  /** Vectors of different spaces (models, seeds) have nothing to do with each other. */
  space: string
}

/**
 * A vector that is a function of the input and the options: near for texts that share words, anywhere for others and for
 * images. Coordinates have at most 8 decimals and none is 0.
 */
export function syntheticVector(
  { text, images }: EmbeddingInput,
  { dimensions, normalize, space }: VectorOptions,
): number[] {
  const vector = new Float64Array(dimensions)
  const whole = hash('sha256', JSON.stringify([space, text, ...images]))
  addText(vector, text, firstInteger(hash('sha256', space)))
  scaleTo(vector, 1)
  for (const image of images) addDense(vector, hash('sha256', JSON.stringify([space, image])), 1)
  addDense(vector, whole, DENSE_PART)
  scaleTo(vector, normalize ? 1 : SHORTEST + (LONGEST - SHORTEST) * ((firstInteger(whole) >>> 0) / 2 ** 32))
  return toRounded(vector)
}

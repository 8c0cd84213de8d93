import * as fc from 'fast-check'
import { isJsonObject, parseKeepingNumbers, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { ChatAnswer, ChatChoice } from '../../emulator/answers/answers.ts'
import type { Model, WriteContext } from '../../emulator/responders/responder.ts'

/** A model of any family, by its base id. */
export const modelOf = (baseModelId: string): Model => ({
  baseModelId,
  modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${baseModelId}`,
})

export const contextOf = (baseModelId: string): WriteContext => ({
  model: modelOf(baseModelId),
  fingerprint: 'c0ffee'.repeat(8),
  startedAt: Date.UTC(2026, 10, 21),
})

/** An answer of one choice, with what a test says of it: 12 tokens in, 30 out. */
export const answerOf = (choice: Partial<ChatChoice>): ChatAnswer => ({
  kind: 'chat',
  choices: [
    {
      text: 'Grace Hopper.',
      reasoning: undefined,
      reasoningTokens: 0,
      calls: [],
      stopReason: 'end',
      stopSequence: undefined,
      ...choice,
    },
  ],
  inputTokens: 12,
  outputTokens: 30,
})

/** A refusal as it stands in an output file. */
export const refused = (errorMessage: string): RecordError => ({ errorCode: 400, errorMessage })

/** The refusal of an input that breaks its family's schema, by what is wrong in it. */
export const malformed = (violations: string): RecordError =>
  refused(`Malformed input request: ${violations}, please reformat your input and try again.`)

/** A JSON object from its text; numbers that JavaScript would change are kept as they stand. */
export function objectFrom(text: string): JsonObject {
  const value = parseKeepingNumbers(text)
  if (!isJsonObject(value)) throw new Error(`no JSON object: ${text}`)
  return value
}

/** The smallest images that say what they are, and the start of a PDF; base64. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/'
export const PDF = Buffer.from('%PDF-1.4\n').toString('base64')

const LEVELS = 50_000
/** JSON that no recursion reaches the end of, as text and as an object. */
export const deepText = `${'{"a":['.repeat(LEVELS)}1${']}'.repeat(LEVELS)}`
export function deepObject(): JsonObject {
  let object: JsonObject = {}
  for (let level = 0; level < LEVELS; level += 1) object = { a: [object] }
  return object
}

const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
const ODD_NUMBERS = ['1.0', '-0', '1e400', '12345678901234567890', '0.5', '2048']

/** Objects of these names (and some of every object's prototype) and words, with anything anywhere. */
export function oddObjects(names: string[], words: string[]): fc.Arbitrary<JsonObject> {
  const name = fc.constantFrom(...names, ...PROTOTYPE_NAMES)
  const leaf = fc.oneof(
    fc.constantFrom(null, true, false, '', ' '),
    fc.constantFrom(...words),
    fc.constantFrom(...ODD_NUMBERS.map((text) => parseKeepingNumbers(text))),
  )
  const { object } = fc.letrec<{ value: Json; list: Json[]; object: JsonObject }>((tie) => ({
    value: fc.oneof({ maxDepth: 6 }, leaf, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  }))
  // Own members only, as a parser makes them.
  return object.map((members) => objectFrom(JSON.stringify(members)))
}

/** Whether a check has answered as it should: with nothing, or with an error of a record (501 speaks for Outcrop). */
export const isVerdict = (error: RecordError | undefined): boolean =>
  error === undefined ||
  ([400, 403].includes(error.errorCode) && error.errorMessage !== '') ||
  (error.errorCode === 501 && error.errorMessage.startsWith('Outcrop '))

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ChatChoice } from '../../../emulator/answers/answers.ts'
import { createResponders } from '../../../emulator/responders/index.ts'
import { UNVERIFIED_DEFAULTS } from '../../../emulator/unverified.ts'
import { isJsonObject, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { answerOf, contextOf, modelOf, objectFrom } from '../../support/responders.ts'

/* What was seen in real answers: ours have the same members, of the same types. */

const load = (name: string): JsonObject =>
  objectFrom(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), 'utf8'))

/** A part of a recording, by the names and places on the way to it. */
function at(value: Json, ...steps: (string | number)[]): JsonObject {
  const part = steps.reduce<Json | undefined>(
    (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : isJsonObject(inner) ? inner[step] : undefined),
    value,
  )
  if (!isJsonObject(part)) throw new Error(`no object at ${steps.join('.')}`)
  return part
}

/** The names of a value's members in their order, with types in the place of values. */
function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]))
  return value === null ? 'null' : typeof value
}

function write(
  id: string,
  input: JsonObject,
  choice: Partial<ChatChoice>,
  form: 'InvokeModel' | 'Converse',
): JsonObject {
  const responder = createResponders(UNVERIFIED_DEFAULTS).find({ baseModelId: id, invocationType: form })!
  expect(responder.check(input, modelOf(id))).toBeUndefined()
  return responder.write(answerOf(choice), responder.read(input, modelOf(id)), contextOf(id))
}

const LARGE = 'mistral.mistral-large-2407-v1:0'
const HELLO: JsonObject = { messages: [{ role: 'user', content: 'Hello' }] }

test("a call of a tool by Mistral Large 24.07 is as it was recorded, beside the page's stop_reason", () => {
  const call = { name: 'Dog', arguments: { name: 'Otis', age: 3 } }
  const output = write(LARGE, HELLO, { text: '', calls: [call], stopReason: 'toolUse' }, 'InvokeModel')
  const { stop_reason, ...choice } = at(output, 'choices', 0)
  const recorded = at(load('mistral-large-2407-tool-call'), 'modelOutput')
  expect(shapeOf({ ...output, choices: [choice] })).toEqual(shapeOf(recorded))
  expect(stop_reason).toBe(at(recorded, 'choices', 0)['finish_reason'])
})

test('an answer of Mistral Large 24.07 can be sent back to it', () => {
  const answer = at(load('mistral-large-2407-tool-call'), 'modelOutput', 'choices', 0, 'message')
  const result = { role: 'tool', tool_call_id: '8GCjLhr7p', content: 'Otis, 3' }
  const input: JsonObject = { messages: [{ role: 'user', content: 'Hello' }, answer, result] }
  expect(write(LARGE, input, {}, 'InvokeModel')).toHaveProperty('usage')
})

test('a text of Mistral Large 24.07 has the members of a chunk in which it was streamed', () => {
  const recorded = at(load('mistral-large-2407-stream-chunk'), 'chunk', 'choices', 0)
  const { finish_reason, ...choice } = at(write(LARGE, HELLO, {}, 'InvokeModel'), 'choices', 0)
  expect(Object.keys(choice)).toEqual(Object.keys(recorded))
  expect(Object.keys(at(choice, 'message'))).toEqual(Object.keys(at(recorded, 'message')))
  expect(at(choice, 'message')['tool_calls']).toBe(at(recorded, 'message')['tool_calls'])
  expect(finish_reason).toBe('stop')
})

test('a line of Claude 3 Haiku is as it came out of a batch, to the order of its members', () => {
  const { record } = load('claude-3-haiku-batch')
  const stop = { stopReason: 'stopSequence', stopSequence: '</translation>' } as const
  const output = write('anthropic.claude-3-haiku-20240307-v1:0', at(record!, 'modelInput'), stop, 'InvokeModel')
  const recorded = at(record!, 'modelOutput')
  expect(JSON.stringify(shapeOf(output))).toBe(JSON.stringify(shapeOf(recorded)))
  expect(output['model']).toBe(recorded['model'])
})

test('a line of a Converse job is as it came out of a batch', () => {
  const recorded = load('converse-batch')
  const output = write('amazon.nova-lite-v1:0', at(recorded, 'modelInput'), {}, 'Converse')
  expect(shapeOf(output)).toEqual(shapeOf(at(recorded, 'modelOutput')))
})

test('a cachePoint in a Converse job is refused as it was in a batch', () => {
  const { errorCode, errorMessage } = at(load('converse-batch'), 'error')
  const id = 'amazon.nova-lite-v1:0'
  const responder = createResponders(UNVERIFIED_DEFAULTS).find({ baseModelId: id, invocationType: 'Converse' })!
  const content = [{ text: 'Hello' }, { cachePoint: { type: 'default' } }]
  expect(responder.check({ messages: [{ role: 'user', content }] }, modelOf(id))).toEqual({ errorCode, errorMessage })
})

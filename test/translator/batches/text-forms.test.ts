import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputTranslation } from '../../../translator/batches/input-translation.ts'
import { OutputTranslation } from '../../../translator/batches/output-translation.ts'
import { toFastestText } from '../../../translator/batches/parse-line.ts'
import { lineOf } from '../../support/lines.ts'

const MODEL = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const text = fc.string({
  unit: fc.constantFrom('a', ' ', 'é', '\u00a0', '日', '🎉', '"', '\\', '\n', '\t', '\u0001', '\u2028', '/'),
})
const named = text.map((some) => `x${some}`)

const toInput = (customId: string, system: string, user: string, extra: string): object => ({
  custom_id: customId,
  method: 'POST',
  url: '/v1/chat/completions',
  body: {
    model: 'claude',
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
      { role: 'assistant', content: extra, name: extra },
      { role: 'user', content: [{ type: 'text', text: user }] },
    ],
    max_tokens: 5,
    user: extra,
  },
})

const toOutput = (recordId: string, content: string, input: string, reason: string): object => ({
  recordId,
  modelOutput: {
    id: 'msg_1',
    content: [
      { type: 'text', text: content },
      { type: 'tool_use', id: 'call', name: 'tool', input: { [input]: input } },
    ],
    stop_reason: reason,
  },
})

/** The same JSON with its first letter, or everything beyond ASCII too, as escapes: a line that is read as text. */
const withEscapes = (json: string, which: RegExp): string =>
  json.replace(which, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const FIRST = /x/
const BEYOND_ASCII = /[\u0080-\uffff]|x/g

async function translateInput(json: string): Promise<unknown[]> {
  const translation = await InputTranslation.open({ modelId: MODEL })
  const { records, errors } = translation.translate([lineOf(json)])
  return [records.toString(), errors.toString(), translation.batchErrors, translation.losses.toList()]
}

async function translateOutput(json: string, modelName: string): Promise<unknown[]> {
  const translation = await OutputTranslation.open({ modelId: MODEL, modelName, created: 0 })
  const { lines, errors } = translation.translate([lineOf(json)])
  return [lines.toString(), errors.toString(), translation.unusable, translation.losses.toList()]
}

test('an input line becomes the same, whether it has escapes or not', async () => {
  await fc.assert(
    fc.asyncProperty(named, text, named, text, async (customId, system, user, extra) => {
      const json = JSON.stringify(toInput(customId, system, user, extra))

      const asIs = await translateInput(json)

      expect(await translateInput(withEscapes(json, FIRST))).toEqual(asIs)
      expect(await translateInput(withEscapes(json, BEYOND_ASCII))).toEqual(asIs)
    }),
  )
})

test('an output record becomes the same, whether it has escapes or not', async () => {
  const recordId = fc.oneof(named, fc.constantFrom('zzxaz09', 'zzxazc3za9', 'zzxaz22z5c', 'zzxaz00', 'x'))
  const reason = fc.oneof(text, fc.constant('end_turn'))
  await fc.assert(
    fc.asyncProperty(recordId, named, text, reason, text, async (id, content, input, stopReason, modelName) => {
      const json = JSON.stringify(toOutput(id, content, input, stopReason))

      const asIs = await translateOutput(json, modelName)

      expect(await translateOutput(withEscapes(json, FIRST), modelName)).toEqual(asIs)
      expect(await translateOutput(withEscapes(json, BEYOND_ASCII), modelName)).toEqual(asIs)
    }),
  )
})

test('what a recordId and a model’s name hold is escaped where it must be', async () => {
  const json = JSON.stringify(toOutput('zzxaz09', 'x', 'in', 'end_turn'))

  const [lines] = await translateOutput(json, 'tab\there')

  expect(JSON.parse(lines as string)).toMatchObject({
    custom_id: 'a\t',
    response: { body: { model: 'tab\there' } },
  })
})

test.each([
  ['a line without a backslash is bytes', '{"a":"é"}', 'bytes'],
  ['one with a backslash is bytes', '{"a":"\\n\\\\"}', 'bytes'],
  ['one with an escape of a character is bytes', '{"a":"\\n\\u00e9"}', 'bytes'],
  ['one with an escape of half a character is text', '{"a":"\\ud83d"}', 'text'],
  ['one with many escapes is text', `{"a":"${'\\u00e9'.repeat(33)}"}`, 'text'],
])('%s', (_, line, form) => {
  expect(toFastestText(lineOf(line)).form).toBe(form)
})

// How deep is too deep is the engine's: Node 26 goes further than Node 24.
test.each([5_000, 100_000])('a line nested %i deep is written or refused, and the next one goes on', async (depth) => {
  const schema = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  const tools = `[{"type":"function","function":{"name":"f","parameters":${schema}}}]`
  const line = JSON.stringify(toInput('one', 'x', 'x', 'x')).replace('"user":"x"', `"tools":${tools}`)
  const next = JSON.stringify(toInput('two', 'x', 'x', 'x'))
  const translation = await InputTranslation.open({ modelId: MODEL })

  const { records, errors } = translation.translate([lineOf(line), lineOf(next)])

  expect(`${records.toString()}${errors.toString()}`).toMatch(/"recordId":"one"|The line is nested too deeply\./)
  expect(records.toString()).toContain('"recordId":"two"')
})

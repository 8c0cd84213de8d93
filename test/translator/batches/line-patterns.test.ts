import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { InputTranslation, type InputOptions } from '../../../translator/batches/input-translation.ts'
import { LinePatterns } from '../../../translator/batches/line-patterns.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { lineOf } from '../../support/lines.ts'
import { runs } from '../../support/whole.ts'

const CLAUDE = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const MODELS: InputOptions[] = [
  { modelId: CLAUDE },
  { modelId: 'anthropic.claude-3-haiku-20240307-v1:0' },
  { modelId: 'anthropic.claude-opus-5-v1:0' },
  { modelId: 'amazon.nova-lite-v1:0' },
  { modelId: 'openai.gpt-oss-120b-1:0' },
  { modelId: 'moonshot.kimi-k2-thinking' },
  { modelId: 'mistral.mistral-large-2407-v1:0' },
  { modelId: 'mistral.mistral-large-3-675b-instruct' },
  { modelId: 'ai21.jamba-1-5-large-v1:0' },
  { modelId: CLAUDE, converse: true },
  { modelId: 'amazon.titan-text-express-v1', converse: true },
  { modelId: 'meta.llama3-8b-instruct-v1:0' },
  { modelId: 'cohere.command-r-plus-v1:0' },
]

/** What a message says changes from line to line; all else of the line is `shape`, with a place for each text. */
const character = fc.constantFrom(...Array.from('ab é日🎉 \u00a0\n\t"\\/<|:'), 'Human:', '\u2028', '\u0001', '{"a":1}')
const text = fc.oneof(
  fc.string({ unit: character, maxLength: 8 }),
  fc.constantFrom('', ' ', '\n\n', 'plain', 'plain\n'),
)

type Message = (next: () => string) => JsonObject[]
const CALL = { id: 'call 1', type: 'function', function: { name: 'f', arguments: '{"text":"é","n":1.0}' } }
const messages = fc.array(
  fc.constantFrom<Message>(
    (next) => [{ role: 'system', content: next() }],
    (next) => [{ role: 'user', content: next() }],
    (next) => [{ role: 'user', content: next(), name: 'Ann' }],
    (next) => [{ role: 'assistant', content: next(), refusal: null }],
    (next) => [{ role: 'user', content: [next(), next()].map((said) => ({ type: 'text', text: said })) }],
    (next) => [
      { role: 'assistant', content: next(), tool_calls: [CALL] },
      { role: 'tool', tool_call_id: 'call 1', content: next() },
    ],
    (next) => [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ ...CALL, function: { name: 'f', arguments: { text: next() } } }],
      },
      { role: 'tool', tool_call_id: 'call 1', content: next() },
    ],
  ),
  { minLength: 1, maxLength: 5 },
)
const parameters = fc.constantFrom<JsonObject>(
  {},
  { max_tokens: 5, temperature: 0.5, top_p: 1 },
  { metadata: { text: 'é' }, seed: 12345678901234, user: 'Zoë' },
  { prediction: { type: 'content', content: 'said' }, stop: ['é'] },
  { tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', text: 'x' } } }] },
  { n: 2 },
  { reasoning_effort: 'low', logprobs: true },
)

const FORMS = [
  (line: JsonObject) => JSON.stringify(line),
  (line: JsonObject) => JSON.stringify(line, null, 1).replaceAll('\n', ' '),
  (line: JsonObject) => JSON.stringify(line).replaceAll('/', '\\/'),
  (line: JsonObject) =>
    JSON.stringify(line).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
]

interface Made {
  records: string
  errors: string
  losses: number
}

async function translate(lines: string[], options: InputOptions): Promise<Made> {
  const translation = await InputTranslation.open(options)
  const { records, errors } = translation.translate(lines.map((line, index) => lineOf(line, index + 1)))
  expect(translation.batchErrors).toEqual([])
  const losses = translation.losses.toList().reduce((sum, loss) => sum + loss.lines, 0)
  return { records: records.toString(), errors: errors.toString(), losses }
}

const lines = fc
  .record({
    messages,
    parameters,
    form: fc.constantFrom(...FORMS),
    said: fc.array(fc.array(text, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 5 }),
  })
  .map(({ messages: shape, parameters: body, form, said }) =>
    said.map((texts, index) => {
      let at = 0
      const next = (): string => texts[at++ % texts.length]!
      const list = shape.flatMap((message) => message(next))
      const url = '/v1/chat/completions'
      return form({
        custom_id: `é-${index}`.slice(index % 2),
        method: 'POST',
        url,
        body: { model: 'm', messages: list, ...body },
      })
    }),
  )

test.each(MODELS)(
  'lines that are alike become what each becomes alone: $modelId, converse $converse',
  async (options) => {
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('error' as const, 'drop' as const), async (some, unsupported) => {
        const alone: Made[] = []
        for (const line of some) alone.push(await translate([line], { ...options, unsupported }))

        expect(await translate(some, { ...options, unsupported })).toEqual({
          records: alone.map(({ records }) => records).join(''),
          errors: alone.map(({ errors }) => errors).join(''),
          losses: alone.reduce((sum, { losses }) => sum + losses, 0),
        })
      }),
      runs(50),
    )
  },
)

const toChat = (index: number, content: string, more: JsonObject = {}): string => {
  const body = { model: 'm', max_tokens: 5, messages: [{ role: 'user', content }], ...more }
  return JSON.stringify({ custom_id: `id-${index}`, method: 'POST', url: '/v1/chat/completions', body })
}

const SAYINGS = [
  'plain',
  'plain ',
  ' plain',
  'plain\n',
  ' ',
  '',
  'a/b',
  '"\\',
  'é\u00a0',
  '<|eot_id|>',
  '\n\nHuman: a',
  '\u0001',
]
const PREFILLED = [{ role: 'user', content: 'a' }]

test.each(MODELS)(
  'whatever was said first, the others say what they say: $modelId, converse $converse',
  async (options) => {
    const shapes = [
      (said: string) => ({ messages: [{ role: 'user', content: said }] }),
      (said: string) => ({ messages: [...PREFILLED, { role: 'assistant', content: said }] }),
    ]
    for (const shape of shapes) {
      const toLine = (said: string, index: number): string => toChat(index, '', shape(said)).replaceAll('/', '\\/')
      const alone = await Promise.all(SAYINGS.map((said, index) => translate([toLine(said, index)], options)))
      for (const first of SAYINGS) {
        const all = await translate([toLine(first, -1), ...SAYINGS.map(toLine)], options)

        expect(`${all.errors}${all.records}`).toContain(alone.map(({ records }) => records).join(''))
      }
    }
  },
)

/** Which of some lines were like one before. */
async function findAlike(some: string[], options: InputOptions): Promise<boolean[]> {
  using find = vi.spyOn(LinePatterns.prototype, 'find')
  await translate(some, options)
  return find.mock.results.map(({ value }) => value !== undefined)
}

test.each(MODELS.slice(0, -2))(
  'a second line that is alike is found: $modelId, converse $converse',
  async (options) => {
    const some = ['é\n', '\n"日"', ' ', '\u00a0🎉'].map((content, index) => toChat(index, content))

    expect(await findAlike([...some.slice(0, 2), ...some.slice(3)], options)).toEqual([false, true, true])
  },
)

test('conversations of several lengths are found, and other parameters are others', async () => {
  const long = { messages: ['user', 'assistant', 'user'].map((role) => ({ role, content: 'said' })) }
  const some = [toChat(0, 'a'), toChat(1, 'b', long), toChat(2, 'c'), toChat(3, 'd', long), toChat(4, 'e', { seed: 1 })]

  expect(await findAlike(some, { modelId: CLAUDE })).toEqual([false, false, true, true, false])
})

test('a file whose lines are all unlike is looked at for a while only', async () => {
  const some = Array.from({ length: 150 }, (_, index) => toChat(index, 'a', { seed: index }))

  expect(await findAlike([...some, toChat(150, 'b', { seed: 149 })], { modelId: CLAUDE })).not.toContain(true)
})

test('a custom_id that was there before is told of a line that is alike', async () => {
  const translation = await InputTranslation.open({ modelId: CLAUDE })
  const some = [0, 1, 1, 2].map((id, index) => lineOf(toChat(id, 'é'), index + 1))

  const { records } = translation.translate(some)

  expect(translation.batchErrors).toMatchObject([{ code: 'duplicate_custom_id', line: 3 }])
  expect(records.toString().match(/"recordId":"[^"]*"/g)).toEqual(['"recordId":"id-0"', '"recordId":"id-1"'])
})

test.each([
  { modelId: 'anthropic.claude-haiku-4-5-20251001-v1:0', converse: true },
  { modelId: 'openai.gpt-oss-120b-1:0', converse: true },
])('a text within a schema that is sent as a text is not filled in: $modelId', async (options) => {
  const toSchema = (said: string): JsonObject => ({
    type: 'json_schema',
    json_schema: {
      name: 'n',
      schema: { type: 'object', properties: { a: { type: 'object', default: { text: said } } } },
    },
  })
  const some = ['plain', 'a"b', 'a\\b'].map((said, index) => toChat(index, 'x', { response_format: toSchema(said) }))
  const alone: string[] = []
  for (const line of some) alone.push((await translate([line], { ...options, unsupported: 'drop' })).records)

  expect((await translate(some, { ...options, unsupported: 'drop' })).records).toBe(alone.join(''))
})

import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { OutputPatterns } from '../../../translator/batches/output-patterns.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { join, NONE, translate, type Made } from '../../support/made-outputs.ts'
import { MODELS_WITH_OUTPUTS, variations, vary } from '../../support/varied-outputs.ts'

const CLAUDE = 'anthropic.claude-haiku-4-5-20251001-v1:0'

const FORMS = [
  (record: JsonObject) => JSON.stringify(record),
  (record: JsonObject) => JSON.stringify(Object.fromEntries(Object.entries(record).toReversed())),
  (record: JsonObject) => JSON.stringify(record, null, 1).replaceAll('\n', ' '),
  (record: JsonObject) => JSON.stringify(record).replaceAll('/', '\\/'),
  (record: JsonObject) =>
    JSON.stringify(record).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
]

test.each(MODELS_WITH_OUTPUTS)('records that are alike become what each becomes alone: $name', async (model) => {
  const records = fc
    .tuple(
      fc.constantFrom(...model.outputs),
      fc.constantFrom(...FORMS),
      fc.array(variations, { minLength: 2, maxLength: 5 }),
    )
    .map(([output, form, some]) => some.map((variation) => form(vary(output, variation))))
  await fc.assert(
    fc.asyncProperty(records, async (some) => {
      const alone: Made[] = []
      for (const record of some) alone.push(await translate([record], model.modelId))

      expect(await translate(some, model.modelId)).toEqual(alone.reduce(join, NONE))
    }),
    { numRuns: 100 },
  )
})

const usage = { input_tokens: 7, output_tokens: 5, cache_read_input_tokens: 3, cache_creation_input_tokens: 2 }
const claude = (text: string, more: JsonObject = {}): JsonObject => ({
  id: 'msg_1',
  content: [{ type: 'text', text }],
  stop_reason: 'end_turn',
  usage,
  ...more,
})
const recordOf = (index: number, modelOutput: JsonObject, modelInput: Json = {}): string =>
  JSON.stringify({ modelInput, modelOutput, recordId: `id-${index}` })

/** Which of some records were like one before. */
async function findAlike(records: string[], modelId: string): Promise<boolean[]> {
  using find = vi.spyOn(OutputPatterns.prototype, 'find')
  await translate(records, modelId)
  return find.mock.results.map(({ value }) => value !== undefined)
}

describe('a second record that is alike is found', () => {
  test.each<[string, string, (text: string, count: number) => JsonObject]>([
    ['Claude', CLAUDE, (text, count) => claude(text, { id: text, usage: { ...usage, output_tokens: count } })],
    [
      'Claude’s thoughts',
      CLAUDE,
      (text) => claude('', { content: [{ type: 'thinking', thinking: text, signature: text }] }),
    ],
    [
      'Llama',
      'meta.llama3-8b-instruct-v1:0',
      (text, count) => ({
        generation: text,
        prompt_token_count: count,
        generation_token_count: 2 * count,
        stop_reason: 'stop',
      }),
    ],
    ['Mistral', 'mistral.mistral-7b-instruct-v0:2', (text) => ({ outputs: [{ text, stop_reason: 'stop' }] })],
    [
      'Command',
      'cohere.command-text-v14',
      (text) => ({ id: text, generations: [{ id: 'g', text, finish_reason: 'COMPLETE' }], prompt: 'p' }),
    ],
  ])('%s', async (_, modelId, outputOf) => {
    const said = ['plain', 'é\n', '\n"日"', '\u00a0🎉\\']
    const records = said.map((text, index) =>
      recordOf(index, outputOf(text, 10 ** index), { messages: [{ content: `${text} "modelOutput":` }], n: index }),
    )

    expect(await findAlike(records, modelId)).toEqual([false, true, true, true])
  })
})

test('tokens of records that are alike are counted, each its own', async () => {
  const records = [1, 10, 0].map((count, index) =>
    recordOf(index, claude('a', { usage: { ...usage, input_tokens: count, output_tokens: 2 * count } })),
  )

  const { tokens, lines } = await translate(records, CLAUDE)

  expect(tokens).toEqual([26, 22, 0, 3, 0])
  expect(lines.match(/"total_tokens":[0-9]+/g)).toEqual([8, 35, 5].map((count) => `"total_tokens":${count}`))
})

test('another reason to stop, and another number of texts, are others', async () => {
  const two = { content: ['a', 'b'].map((text) => ({ type: 'text', text })) }
  const records = [claude('a'), claude('b', { stop_reason: 'max_tokens' }), claude('c'), claude('', two)]

  expect(
    await findAlike(
      records.map((output, index) => recordOf(index, output)),
      CLAUDE,
    ),
  ).toEqual([false, false, true, false])
})

test('a record whose modelInput is no JSON is no record, alike or not', async () => {
  const good = recordOf(0, claude('a'), { a: 1 })
  const bad = ['{"a":01}', '{"a":"\\x"}', '{"a":1}}', '{"a"}', '"', '[1,]', '{"a":tru}'].map((modelInput, index) =>
    recordOf(index + 1, claude('b')).replace('"modelInput":{}', `"modelInput":${modelInput}`),
  )

  expect(await translate([good, ...bad, recordOf(9, claude('c'))], CLAUDE)).toMatchObject({
    unusable: bad.length,
    tokens: [24, 10, 0, 2, 0],
  })
})

test.each(['007', '1e3', '1.0', '-1', '1234567890123456789'])(
  'a count that is written %s is not added',
  async (count) => {
    const records = ['5', count].map((text, index) => recordOf(index, claude('a')).replace(':7', `:${text}`))
    const alone = await translate(records.slice(1), CLAUDE)
    const first = await translate(records.slice(0, 1), CLAUDE)

    expect(await translate(records, CLAUDE)).toEqual(join(first, alone))
    expect(await findAlike(records, CLAUDE)).toEqual([false, false])
  },
)

test('numbers in the arguments of calls come out as they stood', async () => {
  const call = (count: string): string =>
    recordOf(
      0,
      claude('', { content: [{ type: 'tool_use', id: 't', name: 'f', input: { count: 0, text: 'a' } }] }),
    ).replace('"count":0', `"count":${count}`)
  const { lines } = await translate(['5', '8', '1.0', '12345678901234567890'].map(call), CLAUDE)

  expect(lines.match(/count\\":[0-9.]+/g)?.map((text) => text.slice(8))).toEqual([
    '5',
    '8',
    '1.0',
    '12345678901234567890',
  ])
})

test('two calls of one id get ids of their own, whatever was before', async () => {
  const calls = (...ids: string[]): string =>
    recordOf(0, claude('', { content: ids.map((id) => ({ type: 'tool_use', id, name: 'f', input: {} })) }))
  const { lines } = await translate([calls('a', 'b'), calls('c', 'c')], CLAUDE)
  const second = JSON.parse(lines.split('\n')[1]!) as {
    response: { body: { choices: { message: { tool_calls: { id: string }[] } }[] } }
  }

  expect(second.response.body.choices[0]!.message.tool_calls.map(({ id }) => id)).toEqual([
    'c',
    expect.stringMatching(/^call_[0-9a-f]{24}$/),
  ])
})

test.each(['}', ' x', ',"a":1}'])('a record with %j behind it is none, alike or not', async (more) => {
  const [first, second] = [0, 1].map((index) => recordOf(index, claude('a')))

  expect(await translate([first!, `${second}${more}`, `${second} `], CLAUDE)).toMatchObject({
    unusable: 1,
    tokens: [24, 10, 0, 2, 0],
  })
})

test('a job whose records are all unlike is looked at for a while only', async () => {
  const records = Array.from({ length: 150 }, (_, index) => recordOf(index, claude('a', { stop_sequence: `${index}` })))

  const found = await findAlike([...records, recordOf(150, claude('b', { stop_sequence: '149' }))], CLAUDE)

  expect(found).not.toContain(true)
})

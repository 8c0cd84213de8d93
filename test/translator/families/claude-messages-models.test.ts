import { expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { meet } from '../../support/fates.ts'

const LIMIT = { max_tokens: 4096 }
const TOOL: JsonObject = { type: 'function', function: { name: 'f', strict: true, parameters: { type: 'object' } } }
const CLOSED = { type: 'object', properties: {}, additionalProperties: false }
const FORMAT = { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: CLOSED } } }
const BEGUN = {
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
  ],
}
const LATE = {
  messages: [
    { role: 'user', content: 'a' },
    { role: 'system', content: 'b' },
  ],
}
const STRICT = { tools: [{ ...TOOL, function: { name: 'f', strict: true, parameters: CLOSED } }] }

interface Sent {
  thinking?: { budget_tokens?: number }
  output_config?: { effort?: string }
}

/** How hard a model thinks with each effort: its budget, or its own effort. */
async function efforts(modelId: string): Promise<string> {
  const found = await Promise.all(
    ['low', 'medium', 'high', 'xhigh', 'max'].map(async (effort) => {
      const { sent } = await meet({ ...LIMIT, reasoning_effort: effort }, modelId)
      const { thinking, output_config: config } = sent as Sent
      return [thinking?.budget_tokens, config?.effort].filter((part) => part !== undefined).join('+') || '-'
    }),
  )
  return found.join(' ')
}

/** What a model takes, as a list. */
async function traits(modelId: string): Promise<string> {
  const takes = async (body: JsonObject): Promise<boolean> =>
    (await meet({ ...LIMIT, ...body }, modelId)).error === undefined
  const sends = async (body: JsonObject, member: string): Promise<boolean> =>
    JSON.stringify((await meet({ ...LIMIT, ...body }, modelId)).sent).includes(member)
  const found: [string, boolean][] = [
    ['none', await takes({ reasoning_effort: 'none' })],
    ['sampling', await takes({ temperature: 0.5 })],
    ['both', await takes({ temperature: 0.5, top_p: 0.5 })],
    ['prefill', await takes(BEGUN)],
    ['schema', await sends(FORMAT, '"format"')],
    ['strict', await sends(STRICT, '"strict"')],
    ['forced', await takes({ ...STRICT, tool_choice: 'required' })],
    ['late', await sends(LATE, 'mid-conversation')],
  ]
  return found.flatMap(([name, has]) => (has ? name : [])).join(' ')
}

const BUDGETS = '1024 2048 4096 8192 16384'
const EFFORTS_4_5 = '1024+low 2048+medium 4096+high 8192 16384'
const TO_XHIGH = 'low medium high xhigh xhigh'

test.each<[modelId: string, efforts: string, takes: string]>([
  ['anthropic.claude-3-haiku-20240307-v1:0', '- - - - -', 'none sampling both prefill forced'],
  ['anthropic.claude-3-5-sonnet-20241022-v2:0', '- - - - -', 'none sampling both prefill forced'],
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', BUDGETS, 'none sampling both prefill forced'],
  ['anthropic.claude-sonnet-4-20250514-v1:0', BUDGETS, 'none sampling both prefill forced'],
  ['anthropic.claude-opus-4-20250514-v1:0', BUDGETS, 'none sampling both prefill forced'],
  ['anthropic.claude-opus-4-1-20250805-v1:0', BUDGETS, 'none sampling prefill forced'],
  ['anthropic.claude-opus-4-5-20251101-v1:0', EFFORTS_4_5, 'none sampling prefill schema strict forced'],
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', BUDGETS, 'none sampling prefill schema strict forced'],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', BUDGETS, 'none sampling prefill schema strict forced'],
  ['anthropic.claude-opus-4-6-v1', 'low medium high high max', 'none sampling schema strict forced'],
  ['anthropic.claude-sonnet-4-6', 'low medium high high max', 'none sampling schema strict forced'],
  ['anthropic.claude-opus-4-7', TO_XHIGH, 'none forced'],
  ['anthropic.claude-opus-4-8', TO_XHIGH, 'none forced late'],
  ['anthropic.claude-opus-5-5', TO_XHIGH, 'late'],
  ['anthropic.claude-sonnet-5-5', TO_XHIGH, 'late'],
  ['anthropic.claude-fable-5-1', TO_XHIGH, 'late'],
  ['anthropic.claude-mythos-5', TO_XHIGH, 'schema forced late'],
  ['anthropic.claude-fable-5', TO_XHIGH, 'forced late'],
  ['anthropic.claude-mythos-preview', TO_XHIGH, 'forced late'],
  ['anthropic.claude-haiku-5-5', TO_XHIGH, 'none forced late'],
  ['anthropic.claude-sonnet-5', TO_XHIGH, 'none forced late'],
  ['anthropic.claude-opus-5', 'low medium high xhigh max', 'none forced'],
  ['anthropic.claude-future-9', TO_XHIGH, 'none forced'],
])('%s thinks with %s, and takes %s', async (modelId, expectedEfforts, takes) => {
  expect(await efforts(modelId)).toBe(expectedEfforts)
  expect(await traits(modelId)).toBe(takes)
})

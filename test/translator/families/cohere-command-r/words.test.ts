import { expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { mapping } from '../../../../translator/families/cohere-command-r/index.ts'
import { LossReport } from '../../../../translator/loss-report.ts'
import { MODEL, tool, TOOL, TWO_TOOLS } from '../../../support/command-r.ts'
import { meet } from '../../../support/fates.ts'
import { translateModelOutput } from '../../../support/translation.ts'

const NAMED: JsonObject = { tool_choice: { type: 'function', function: { name: 'g' } } }
const CALLED: JsonObject = {
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c', content: 'ok' },
  ],
}
const BEGUN: JsonObject = {
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'It' },
  ],
}
const BEYOND = 'Command R takes no JSON Schema; what it has no word for is told in the description.'

test.each<[body: JsonObject, loss: string]>([
  [{ user: 'u' }, 'user dropped: Command R is told nothing of users.'],
  [{ verbosity: 'low' }, 'verbosity dropped: Command R has no such parameter.'],
  [{ top_p: 1 }, 'top_p changed: Command R takes from 0.01 to 0.99; it is sent 0.99.'],
  [tool({}, { strict: true }), 'tools[].function.strict dropped: Command R has no strict tools.'],
  [tool({ $defs: {} }), `tools[].function.parameters changed: ${BEYOND}`],
  [tool({ properties: { a: { enum: [1] } } }), `tools[].function.parameters.properties.a changed: ${BEYOND}`],
])('of %j is lost: %s', async (body, loss) => {
  const { error, lost } = await meet(body, MODEL)

  expect(error).toBeUndefined()
  expect(lost).toEqual([loss])
})

test.each<[body: JsonObject, error: string, loss: string]>([
  [
    { reasoning_effort: 'low' },
    "Unsupported parameter: 'reasoning_effort'. Command R does not reason.",
    'reasoning_effort dropped: Command R does not reason.',
  ],
  [
    { logit_bias: { 1: 1 } },
    "Unsupported parameter: 'logit_bias'. Tokens of another tokenizer mean nothing to Command R.",
    'logit_bias dropped: Tokens of another tokenizer mean nothing to Command R.',
  ],
  [
    { logprobs: true },
    "Unsupported parameter: 'logprobs'. Command R does not tell probabilities.",
    'logprobs dropped: Command R does not tell probabilities.',
  ],
  [
    { top_logprobs: 2 },
    "Unsupported parameter: 'top_logprobs'. Command R does not tell probabilities.",
    'top_logprobs dropped: Command R does not tell probabilities.',
  ],
  [
    { response_format: { type: 'json_object' } },
    "Unsupported parameter: 'response_format'. Command R on Bedrock promises no form; ask for it in words.",
    'response_format dropped: Command R on Bedrock promises no form; ask for it in words.',
  ],
  [
    { ...TOOL, parallel_tool_calls: false },
    "Unsupported parameter: 'parallel_tool_calls'. Command R may call several tools at once.",
    'parallel_tool_calls dropped: Command R may call several tools at once.',
  ],
  [
    { ...TOOL, tool_choice: 'required' },
    "Unsupported value: 'tool_choice'. Command R cannot be forced to call a tool.",
    'tool_choice changed: Command R cannot be forced to call a tool; it may call one.',
  ],
  [
    { ...TWO_TOOLS, ...NAMED },
    "Unsupported value: 'tool_choice'. Command R cannot be forced to call a tool.",
    'tool_choice changed: Command R cannot be forced to call a tool; it is only told of this one.',
  ],
  [
    { ...TOOL, ...CALLED, tool_choice: 'none' },
    "Unsupported value: 'tool_choice'. Command R wants the tools beside their results.",
    'tool_choice changed: Command R wants the tools beside their results; it may call one.',
  ],
])('%j is refused, or something of it is lost', async (body, error, loss) => {
  const met = await meet(body, MODEL)

  expect(met.error).toBe(error)
  expect(met.lost).toEqual([loss])
})

test.each<[body: JsonObject, error: string]>([
  [{ k: 5 }, "Unsupported parameter: 'k'. Say it as `top_k`."],
  [
    { search_queries_only: true },
    "Unsupported parameter: 'search_queries_only'. A chat completion has no place for search queries.",
  ],
  [
    CALLED,
    "Invalid value for 'tools': the last message answers calls of tools, and Command R wants these tools beside it.",
  ],
])('%j is refused always', async (body, error) => {
  expect(await meet(body, MODEL)).toEqual({ error, sent: undefined, lost: [] })
})

test('why a begun answer is refused is said', async () => {
  expect((await meet(BEGUN, MODEL)).error).toContain(
    'Command R does not go on from an answer that the client has begun.',
  )
})

test.each<[output: JsonObject, why: string]>([
  [{}, 'it has no text.'],
  [{ text: 'a', tool_calls: 'f' }, 'its tool_calls are no list.'],
  [{ text: 'a', tool_calls: [{}] }, 'a tool call has no name.'],
])('why %j cannot be read is said', async (output, why) => {
  const { body } = await translateModelOutput(output, MODEL)

  expect(body.error).toMatchObject({ message: `The output of the model could not be read: ${why}` })
})

test('what an answer has beside its text is said to be lost', () => {
  const report = new LossReport('drop')
  mapping.toAnswer({ text: 'a', finish_reason: 'COMPLETE', search_results: [{}] }, { modelId: MODEL, report })

  expect(report.losses.map(({ why }) => why)).toEqual([
    'A chat completion has no place for the search results of Command R.',
  ])
})

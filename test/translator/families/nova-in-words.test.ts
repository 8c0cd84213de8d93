import { expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { PDF } from '../../support/responders.ts'
import { meet } from '../../support/fates.ts'

const LITE = 'amazon.nova-lite-v1:0'
const NOVA_2 = 'global.amazon.nova-2-lite-v1:0'

const tool = (parameters: JsonObject, others: JsonObject = {}): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'f', parameters, ...others } }],
})
const OBJECT = { type: 'object', properties: {} }
const TOOL = tool(OBJECT)
const CALLED = {
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c', content: 'ok' },
  ],
}
const FORMAT = { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: OBJECT } } }

const DESCRIBING = ['title', 'description', 'examples', 'default', 'additionalProperties', 'unevaluatedProperties']

test.each<[modelId: string, body: JsonObject, loss: string]>([
  [LITE, { user: 'u' }, 'user dropped: Nova has no such parameter.'],
  [LITE, { seed: 1 }, 'seed dropped: Nova has no seed.'],
  [LITE, { verbosity: 'low' }, 'verbosity dropped: Nova has no such parameter.'],
  [LITE, tool(OBJECT, { strict: true }), 'tools[].function.strict dropped: Nova has no strict tools.'],
  [
    NOVA_2,
    { reasoning_effort: 'low', reasoningConfig: { type: 'disabled' } },
    'reasoning_effort dropped: reasoningConfig stands beside it and wins.',
  ],
  [NOVA_2, { temperature: 0 }, 'temperature changed: This model takes at least 0.00001; it is sent that.'],
  ...DESCRIBING.map((name): [string, JsonObject, string] => [
    LITE,
    tool({ ...OBJECT, [name]: [] }),
    `tools[].function.parameters.${name} dropped: Nova takes only type, properties and required there.`,
  ]),
])('of what %s is asked by %j is lost: %s', async (modelId, body, loss) => {
  const { error, lost } = await meet(body, modelId)

  expect(error).toBeUndefined()
  expect(lost).toEqual([loss])
})

test.each(['$schema', '$id', '$comment'])('%s says nothing to a model, and nothing is said of it', async (name) => {
  expect(await meet(tool({ ...OBJECT, [name]: 'a' }), LITE)).toEqual({
    error: undefined,
    sent: {
      schemaVersion: 'messages-v1',
      toolConfig: { tools: [{ toolSpec: { name: 'f', inputSchema: { json: OBJECT } } }] },
    },
    lost: [],
  })
})

test.each<[modelId: string, body: JsonObject, param: string, why: string]>([
  [LITE, { reasoning_effort: 'low' }, 'reasoning_effort', 'This model does not think.'],
  [
    LITE,
    { response_format: { type: 'json_object' } },
    'response_format',
    'Nova has no mode for JSON without a schema; use json_schema, or ask for JSON in words.',
  ],
  [
    LITE,
    { ...TOOL, ...FORMAT },
    'response_format',
    'Nova follows a schema only by way of a tool that it must call, and there are other tools.',
  ],
  [
    LITE,
    { ...TOOL, parallel_tool_calls: false },
    'parallel_tool_calls',
    'Nova cannot be forbidden to call tools at once.',
  ],
  [NOVA_2, { reasoning_effort: 'high', top_p: 0.5 }, 'top_p', 'Nova takes none with the reasoning effort high.'],
])('%s: %j is refused at %s, or dropped: %s', async (modelId, body, param, why) => {
  const { error, lost } = await meet(body, modelId)

  expect(error).toContain(`'${param}'. ${why}`)
  expect(lost).toEqual([`${param} dropped: ${why}`])
})

test.each<[body: JsonObject, param: string, sentence: string, loss: string]>([
  [
    { ...TOOL, ...CALLED, tool_choice: 'none' },
    'tool_choice',
    'Nova cannot be forbidden to call the tools of a conversation with calls.',
    'tool_choice changed: Nova cannot be forbidden to call the tools of a conversation with calls.',
  ],
  [
    tool({ ...OBJECT, allOf: [] }),
    'tools[0].function.parameters.allOf',
    'At the top of a schema Nova takes only type, properties and required.',
    'tools[].function.parameters.allOf dropped: At the top of a schema Nova takes only type, properties and required.',
  ],
])('%j is refused at %s, or something is lost', async (body, param, sentence, loss) => {
  const { error, lost } = await meet(body, LITE)

  expect(error).toBe(`Unsupported value: '${param}'. ${sentence}`)
  expect(lost).toEqual([loss])
})

test.each<[body: JsonObject, error: string]>([
  [
    tool({ type: 'string' }),
    "Unsupported value: 'tools[0].function.parameters.type'. The arguments of a tool of Nova are an object.",
  ],
  [
    tool({ ...OBJECT, properties: { a: { $ref: 'b' } } }),
    "Unsupported value: 'tools[0].function.parameters'. Nova takes no references in a schema, and b is not below #/.",
  ],
  [
    { messages: [{ role: 'user', content: [{ type: 'file', file: { file_data: PDF } }] }] },
    "Unsupported value: 'messages[0].content[0]'. Nova reads documents in Converse jobs only; translate with --converse, or send the text itself.",
  ],
])('%j is refused always', async (body, error) => {
  expect(await meet(body, LITE)).toEqual({ error, sent: undefined, lost: [] })
})

test.each(['const', 'default', 'examples', 'enum', 'required'])('what %s holds is no schema', async (name) => {
  const property = { [name]: [{ $ref: '#/nowhere' }] }
  const { sent } = await meet(tool({ ...OBJECT, properties: { a: property } }), LITE)

  expect(sent).toMatchObject({
    toolConfig: { tools: [{ toolSpec: { inputSchema: { json: { properties: { a: property } } } } }] },
  })
})

test.each(['properties', 'patternProperties', 'dependentSchemas'])(
  'what %s holds are schemas, whatever their names',
  async (name) => {
    const schema = { ...OBJECT, properties: { a: { [name]: { enum: { $ref: '#/$defs/x' }, $defs: {} } } } }
    const { sent } = await meet(tool({ ...schema, $defs: { x: { type: 'null' } } }), LITE)

    expect(sent).toMatchObject({
      toolConfig: {
        tools: [
          {
            toolSpec: {
              inputSchema: { json: { properties: { a: { [name]: { enum: { type: 'null' }, $defs: {} } } } } },
            },
          },
        ],
      },
    })
  },
)

test.each<JsonObject>([{ properties: ['b'] }, { properties: 5 }, { $ref: 5 }, { $ref: { a: 1 } }])(
  'what is no schema stands as it is: %j',
  async (property) => {
    const { sent } = await meet(tool({ ...OBJECT, properties: { a: property } }), LITE)

    expect(sent).toMatchObject({
      toolConfig: { tools: [{ toolSpec: { inputSchema: { json: { properties: { a: property } } } } }] },
    })
  },
)

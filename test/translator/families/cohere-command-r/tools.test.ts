import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { NO_PARAMETERS, OPTIONS, sent, tool, TWO_TOOLS } from '../../../support/command-r.ts'
import { translateBody } from '../../../support/translation.ts'

describe('a tool', () => {
  const parameter = async (schema: Json): Promise<[JsonObject, string[]]> => {
    const body = tool({ type: 'object', properties: { a: schema }, required: ['a'] })
    const { modelInput, dropped } = await translateBody(body, OPTIONS)
    const [{ parameter_definitions: definitions }] = modelInput!.tools as [{ parameter_definitions: JsonObject }]
    return [definitions.a as JsonObject, dropped]
  }

  test.each<[Json, string]>([
    [{ type: 'string' }, 'str'],
    [{ type: 'integer' }, 'int'],
    [{ type: 'number' }, 'float'],
    [{ type: 'boolean' }, 'bool'],
    [{ type: 'array' }, 'list'],
    [{ type: 'object' }, 'dict'],
    [{ type: 'array', items: { type: 'number' } }, 'List[float]'],
    [{ type: ['string', 'null'] }, 'Optional[str]'],
    [{ type: ['null', 'integer'] }, 'Optional[int]'],
    [{}, 'Any'],
    [true, 'Any'],
  ])('has a parameter %j of type %s', async (schema, type) => {
    expect(await parameter(schema)).toEqual([{ description: '', type, required: true }, []])
  })

  test.each<[JsonObject, JsonObject]>([
    [
      { type: 'string', description: 'Where', enum: ['a'] },
      { type: 'str', description: 'Where\nJSON Schema: {"enum":["a"]}' },
    ],
    [
      { type: 'array', items: { type: 'object', properties: {} } },
      { type: 'list', description: 'JSON Schema: {"items":{"type":"object","properties":{}}}' },
    ],
    [
      { type: 'array', items: { type: 'string' }, minItems: 1 },
      { type: 'List[str]', description: 'JSON Schema: {"minItems":1}' },
    ],
    [{ $ref: '#/$defs/A' }, { type: 'Any', description: 'JSON Schema: {"$ref":"#/$defs/A"}' }],
    [{ type: 'null' }, { type: 'Any', description: 'JSON Schema: {"type":"null"}' }],
    [{ type: 'toString' }, { type: 'Any', description: 'JSON Schema: {"type":"toString"}' }],
    [
      { type: ['string', 'integer', 'null'] },
      { type: 'Any', description: 'JSON Schema: {"type":["string","integer","null"]}' },
    ],
    [{ type: ['string'] }, { type: 'Any', description: 'JSON Schema: {"type":["string"]}' }],
    [{ type: [['string'], 'null'] }, { type: 'Any', description: 'JSON Schema: {"type":[["string"],"null"]}' }],
    [
      { type: 'array', items: { type: ['string'] } },
      { type: 'list', description: 'JSON Schema: {"items":{"type":["string"]}}' },
    ],
    [
      { type: 'object', items: { type: 'string' } },
      { type: 'dict', description: 'JSON Schema: {"items":{"type":"string"}}' },
    ],
    [{ type: ['null', 'x'] }, { type: 'Any', description: 'JSON Schema: {"type":["null","x"]}' }],
    [{ type: ['string', 'integer'] }, { type: 'Any', description: 'JSON Schema: {"type":["string","integer"]}' }],
  ])('tells in the description what of %j has no other place', async (schema, expected) => {
    expect(await parameter(schema)).toEqual([
      { required: true, ...expected },
      ['tools[].function.parameters.properties.a'],
    ])
  })

  test('tells in its own description what its schema says beside parameters', async () => {
    const schema = {
      type: 'object',
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { a: { type: 'string' }, b: { type: 'integer', description: 'B' } },
      required: ['b'],
      additionalProperties: false,
      $defs: { A: { type: 'string' } },
    }

    expect(await translateBody(tool(schema, { description: 'Does it' }), OPTIONS)).toEqual({
      modelInput: {
        message: 'Hello',
        tools: [
          {
            name: 'f',
            description: 'Does it\nJSON Schema: {"$defs":{"A":{"type":"string"}}}',
            parameter_definitions: {
              a: { description: '', type: 'str', required: false },
              b: { description: 'B', type: 'int', required: true },
            },
          },
        ],
      },
      error: undefined,
      dropped: ['tools[].function.parameters'],
    })
  })

  test.each<[JsonObject]>([
    [{ type: 'array' }],
    [{ type: 'object', properties: [] }],
    [{ type: 'object', required: true }],
    [{ type: 'object', additionalProperties: { type: 'string' } }],
  ])('is never without a word of a schema such as %j', async (schema) => {
    const { modelInput, dropped } = await translateBody(tool(schema), OPTIONS)

    expect(JSON.stringify(modelInput)).toContain('JSON Schema: ')
    expect(dropped).toEqual(['tools[].function.parameters'])
  })

  test('is not strict, which is reported', async () => {
    expect((await translateBody(tool({}, { strict: true }), OPTIONS)).dropped).toEqual(['tools[].function.strict'])
  })

  test('that is not there may not be called at once with another', async () => {
    expect(await sent({ tools: [], parallel_tool_calls: false })).toEqual({ message: 'Hello' })
  })

  test('that tool_choice does not allow is left out', async () => {
    const allowed = [{ type: 'function', function: { name: 'g' } }]
    const choice = { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: allowed } }

    expect((await sent({ ...TWO_TOOLS, tool_choice: choice })).tools).toEqual([{ ...NO_PARAMETERS, name: 'g' }])
  })
})

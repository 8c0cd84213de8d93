import { describe, expect, test } from 'vitest'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const LLAMA_3 = 'meta.llama3-3-70b-instruct-v1:0'

describe('images', () => {
  const png = 'iVBORw0KGgo='
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } }
  const messages = [
    { role: 'user', content: [{ type: 'text', text: 'Look.' }, image, { type: 'text', text: 'What?' }] },
  ]

  test.each([
    'meta.llama3-2-11b-instruct-v1:0',
    'meta.llama3-2-90b-instruct-v1:0',
    'meta.llama4-maverick-17b-instruct-v1:0',
  ])('go beside the prompt of %s', async (modelId) => {
    const { modelInput } = await translateBody({ messages }, { modelId })

    expect(modelInput!.images).toEqual([png])
    expect(modelInput!.prompt).toContain('\n\nLook.\n<|image|>What?<|eot_id|>')
  })

  test.each([
    'meta.llama3-2-3b-instruct-v1:0',
    'meta.llama3-8b-instruct-v1:0',
    'meta.llama3-70b-instruct-v1:0',
    LLAMA_3,
    'meta.llama2-70b-chat-v1',
  ])('are refused for %s', async (modelId) => {
    const { error } = await translateBody({ messages }, { modelId, unsupported: 'drop' })

    expect(error).toMatchObject({ param: 'messages[0].content[1]', code: 'unsupported_value' })
  })

  test('out of S3 are refused', async () => {
    const content = [{ type: 'image_url', image_url: { url: 's3://bucket/a.png' } }]
    const { error } = await translateBody(
      { messages: [{ role: 'user', content }] },
      { modelId: 'meta.llama3-2-11b-instruct-v1:0' },
    )

    expect(error).toMatchObject({ param: 'messages[0].content[0]', code: 'unsupported_value' })
  })

  test('are not mentioned where there are none', async () => {
    const { modelInput } = await translateBody({}, { modelId: 'meta.llama3-2-11b-instruct-v1:0' })

    expect(modelInput).not.toHaveProperty('images')
  })
})

describe('limits and sampling', () => {
  test.each([
    ['meta.llama2-70b-chat-v1', 2048],
    ['meta.llama3-8b-instruct-v1:0', 2048],
    ['meta.llama3-1-8b-instruct-v1:0', 8192],
    ['meta.llama3-2-90b-instruct-v1:0', 8192],
    ['meta.llama4-scout-17b-instruct-v1:0', 8192],
    ['meta.llama3-9-1t-instruct-v1:0', 8192],
  ])('%s writes at most %d tokens', async (modelId, max) => {
    const most = await translateBody({ max_tokens: max }, { modelId })
    const more = await translateBody({ max_tokens: max + 1 }, { modelId })
    const capped = await translateBody({ max_completion_tokens: max + 1 }, { modelId, unsupported: 'drop' })

    expect(most.modelInput).toMatchObject({ max_gen_len: max })
    expect(more.error).toMatchObject({ param: 'max_tokens', code: 'unsupported_value' })
    expect(capped.modelInput).toMatchObject({ max_gen_len: max })
    expect(capped.dropped).toEqual(['max_completion_tokens'])
  })

  test('without a limit 2048 tokens are asked for, and that is said', async () => {
    const { modelInput, dropped } = await translateBody({}, { modelId: LLAMA_3 })

    expect(modelInput).toMatchObject({ max_gen_len: 2048 })
    expect(dropped).toEqual(['max_tokens'])
  })

  test('temperature and top_p go from 0 to 1', async () => {
    const inside = await translateBody({ temperature: 1, top_p: 0, max_tokens: 5 }, { modelId: LLAMA_3 })
    const outside = await translateBody({ temperature: 1.4, max_tokens: 5 }, { modelId: LLAMA_3 })
    const moved = await translateBody({ temperature: 1.4, max_tokens: 5 }, { modelId: LLAMA_3, unsupported: 'drop' })

    expect(inside.modelInput).toMatchObject({ temperature: 1, top_p: 0 })
    expect(outside.error).toMatchObject({ param: 'temperature', code: 'unsupported_value' })
    expect(moved.modelInput).toMatchObject({ temperature: 1 })
    expect(moved.dropped).toEqual(['temperature'])
  })

  test.each([
    ['stop', 'END', 'Llama takes no stop sequences on Bedrock.'],
    ['frequency_penalty', 0.5, 'This model has no penalties.'],
    ['presence_penalty', 0.5, 'This model has no penalties.'],
    ['reasoning_effort', 'low', 'This model has no efforts.'],
    ['top_k', 5, 'No model of this family takes it.'],
  ])('%s is unsupported', async (param, value, why) => {
    const { error } = await translateBody({ [param]: value }, { modelId: LLAMA_3 })

    expect(error!.message).toBe(`Unsupported parameter: '${param}'. ${why}`)
  })

  test('several answers need several records', async () => {
    const { error } = await translateBody({ n: 2 }, { modelId: LLAMA_3 })

    expect(error).toMatchObject({ param: 'n', code: 'unsupported_value' })
  })
})

describe('an answer of Llama', () => {
  const output = { generation: '\n\nRain.', prompt_token_count: 8, generation_token_count: 3, stop_reason: 'stop' }

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['unheard_of', 'stop'],
    [null, 'stop'],
  ])('that ended by %s has the reason %s', async (reason, expected) => {
    const { body } = await translateModelOutput({ ...output, stop_reason: reason }, LLAMA_3)

    expect(body.choices).toMatchObject([{ message: { content: '\n\nRain.' }, finish_reason: expected }])
  })

  test('counts its tokens', async () => {
    const { body } = await translateModelOutput(output, LLAMA_3)

    expect(body.usage).toEqual({ prompt_tokens: 8, completion_tokens: 3, total_tokens: 11 })
  })

  test.each(['prompt_token_count', 'generation_token_count'])('without %s has no usage', async (member) => {
    const { body } = await translateModelOutput({ ...output, [member]: null }, LLAMA_3)

    expect(body).not.toHaveProperty('usage')
  })

  test.each([[{}], [{ generation: null }], [{ generation: ['x'] }]])('%j cannot be read', async (broken) => {
    const { status_code: status, body } = await translateModelOutput(broken, LLAMA_3)

    expect(status).toBe(502)
    expect(body.error).toMatchObject({ code: 'unreadable_model_output' })
  })
})

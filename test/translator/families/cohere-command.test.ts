import { describe, expect, test } from 'vitest'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const modelId = 'cohere.command-text-v14'
const user = (text: string) => ({ role: 'user', content: text })
const assistant = (text: string) => ({ role: 'assistant', content: text })

describe('the prompt of Command', () => {
  test('is one user turn as it stands', async () => {
    const { modelInput, dropped } = await translateBody({ max_tokens: 5 }, { modelId })

    expect(modelInput).toEqual({ prompt: 'Hello', max_tokens: 5 })
    expect(dropped).toEqual([])
  })

  test('is a dialogue where there are more turns, and that is said', async () => {
    const messages = [{ role: 'system', content: 'Be brief.' }, user('Oslo?'), assistant('Rain.'), user('Bergen?')]

    const { modelInput, dropped } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput!.prompt).toBe('Be brief.\nUser: Oslo?\nBot: Rain.\nUser: Bergen?\nBot:')
    expect(dropped).toEqual(['messages'])
  })

  test('is one turn again where a late system message joins it', async () => {
    const messages = [user('Oslo?'), { role: 'system', content: 'In French.' }]

    const { modelInput, dropped } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput!.prompt).toBe('Oslo?\nIn French.')
    expect(dropped).toEqual([])
  })
})

describe('parameters', () => {
  test('go where Command has them', async () => {
    const body = {
      max_completion_tokens: 4096,
      temperature: 2,
      top_p: 0.5,
      stop: ['a', 'b', 'c', 'd'],
      n: 5,
      top_k: 500,
      truncate: 'NONE',
    }

    const { modelInput, dropped } = await translateBody(body, { modelId })

    expect(modelInput).toEqual({
      prompt: 'Hello',
      temperature: 2,
      p: 0.5,
      num_generations: 5,
      truncate: 'NONE',
      k: 500,
      max_tokens: 4096,
      stop_sequences: ['a', 'b', 'c', 'd'],
    })
    expect(dropped).toEqual([])
  })

  test('k may have its own name, and only one', async () => {
    const own = await translateBody({ k: 0 }, { modelId })
    const both = await translateBody({ k: 1, top_k: 2 }, { modelId })

    expect(own.modelInput).toMatchObject({ k: 0 })
    expect(both.error).toMatchObject({ param: 'k', code: 'invalid_value' })
  })

  test('without a limit 2048 tokens are asked for, and that is said', async () => {
    const { modelInput, dropped } = await translateBody({}, { modelId })

    expect(modelInput).toMatchObject({ max_tokens: 2048 })
    expect(dropped).toEqual(['max_tokens'])
  })

  test.each([
    ['max_tokens', 4097],
    ['n', 6],
    ['stop', ['a', 'b', 'c', 'd', 'e']],
  ])('%s of %j is refused', async (param, value) => {
    const { error } = await translateBody({ [param]: value }, { modelId })

    expect(error).toMatchObject({ param, code: 'unsupported_value' })
  })

  test.each(['frequency_penalty', 'presence_penalty'])('%s is unsupported', async (param) => {
    const { error } = await translateBody({ [param]: 1 }, { modelId })

    expect(error!.message).toBe(`Unsupported parameter: '${param}'. This model has no penalties.`)
  })

  test('images are refused', async () => {
    const content = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }]

    const { error } = await translateBody({ messages: [{ role: 'user', content }] }, { modelId })

    expect(error).toMatchObject({ param: 'messages[0].content[0]', code: 'unsupported_value' })
  })
})

describe('an answer of Command', () => {
  test.each([
    ['COMPLETE', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['ERROR_TOXIC', 'content_filter'],
    ['other', 'stop'],
  ])('that ended by %s has the reason %s, its own id and no usage', async (reason, expected) => {
    const output = { id: 'c-1', prompt: 'x', generations: [{ id: 'g', text: ' Rain.', finish_reason: reason }] }

    const { body } = await translateModelOutput(output, modelId)

    expect(body.choices).toMatchObject([{ message: { content: ' Rain.' }, finish_reason: expected }])
    expect(body.id).toBe('c-1')
    expect(body).not.toHaveProperty('usage')
  })

  test('whose id is no text has one of ours', async () => {
    const { body } = await translateModelOutput(
      { id: 5, generations: [{ text: 'a', finish_reason: 'COMPLETE' }] },
      modelId,
    )

    expect(body.id).toMatch(/^chatcmpl-/)
  })

  test('has a choice for each generation', async () => {
    const generations = ['a', 'b'].map((text) => ({ text, finish_reason: 'COMPLETE' }))

    const { body } = await translateModelOutput({ generations }, modelId)

    expect(body.choices).toMatchObject([
      { index: 0, message: { content: 'a' } },
      { index: 1, message: { content: 'b' } },
    ])
    expect(body.id).toMatch(/^chatcmpl-/)
  })

  test('of which one generation failed is an error', async () => {
    const generations = ['COMPLETE', 'ERROR'].map((reason) => ({ text: 'a', finish_reason: reason }))

    const { status_code: status, body } = await translateModelOutput({ generations }, modelId)

    expect(status).toBe(500)
    expect(body.error).toMatchObject({ type: 'server_error' })
  })

  test.each([[{}], [{ generations: [] }], [{ generations: [0] }], [{ generations: [{ text: {} }] }]])(
    '%j cannot be read',
    async (broken) => {
      const { status_code: status } = await translateModelOutput(broken, modelId)

      expect(status).toBe(502)
    },
  )
})

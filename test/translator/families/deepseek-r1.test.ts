import { describe, expect, test } from 'vitest'
import { meet } from '../../support/fates.ts'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const modelId = 'us.deepseek.r1-v1:0'
const user = (text: string) => ({ role: 'user', content: text })
const assistant = (text: string) => ({ role: 'assistant', content: text })

describe('the template of R1', () => {
  test('has bars of full width and ends inside the thoughts', async () => {
    const messages = [{ role: 'system', content: 'Be brief.' }, user('Oslo?'), assistant('Rain.'), user('Bergen?')]

    const { modelInput } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput).toEqual({
      prompt:
        '<\uff5cbegin\u2581of\u2581sentence\uff5c>Be brief.<\uff5cUser\uff5c>Oslo?' +
        '<\uff5cAssistant\uff5c>Rain.<\uff5cend\u2581of\u2581sentence\uff5c>' +
        '<\uff5cUser\uff5c>Bergen?<\uff5cAssistant\uff5c><think>\n',
      max_tokens: 5,
    })
  })

  test('leaves a begun answer open and does not have R1 think first', async () => {
    const { modelInput } = await translateBody(
      { messages: [user('JSON.'), assistant('{')], max_tokens: 5 },
      { modelId },
    )

    expect(modelInput!.prompt).toBe('<｜begin▁of▁sentence｜><｜User｜>JSON.<｜Assistant｜>{')
  })

  test('tells earlier answers without their thoughts, and says so', async () => {
    const messages = [user('a'), assistant('<think>\nHm.\n</think>\n\nRain.'), user('b')]

    const { modelInput, dropped } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput!.prompt).toContain('<｜Assistant｜>Rain.<｜end▁of▁sentence｜>')
    expect(dropped).toEqual(['messages[].content'])
  })

  test('says what it leaves out, and only where there is something', async () => {
    const thoughtful = await meet({ messages: [user('a'), assistant('</think>b'), user('c')], max_tokens: 5 }, modelId)
    const plain = await meet({ messages: [user('a'), assistant('b'), user('c')], max_tokens: 5 }, modelId)

    expect(thoughtful.lost).toEqual([
      'messages[].content changed: What R1 thought before an earlier answer is not told to it again.',
    ])
    expect(plain.lost).toEqual([])
  })

  test('keeps marks of thoughts in what a user says', async () => {
    const messages = [user('a</think>b'), assistant('c'), user('d')]

    const { modelInput, dropped } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput!.prompt).toContain('<｜User｜>a</think>b<｜Assistant｜>')
    expect(dropped).toEqual([])
  })

  test('ends earlier answers where the last one is left open', async () => {
    const { modelInput } = await translateBody(
      { messages: [user('a'), assistant('b'), user('c'), assistant('d')], max_tokens: 5 },
      { modelId },
    )

    expect(modelInput!.prompt).toContain('<｜Assistant｜>b<｜end▁of▁sentence｜><｜User｜>c<｜Assistant｜>d')
  })

  test('keeps thoughts that the client has begun', async () => {
    const messages = [user('a'), assistant('<think>\nHm.\n</think>\n\nRain')]

    const { modelInput, dropped } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput!.prompt).toContain('<｜Assistant｜><think>\nHm.\n</think>\n\nRain')
    expect(dropped).toEqual([])
  })

  test.each([
    '<｜User｜>',
    '<｜Assistant｜>',
    '<｜begin▁of▁sentence｜>',
    '<｜end▁of▁sentence｜>',
    '<｜tool▁calls▁begin｜>',
  ])('is not broken by %s', async (mark) => {
    const { error } = await translateBody({ messages: [user(`é ${mark}`)] }, { modelId, unsupported: 'drop' })

    expect(error).toMatchObject({ param: 'messages[0].content', code: 'invalid_value' })
  })

  test('takes thin bars for text', async () => {
    const { modelInput } = await translateBody({ messages: [user('<|User|> <think>')] }, { modelId })

    expect(modelInput!.prompt).toContain('<｜User｜><|User|> <think><｜Assistant｜>')
  })
})

describe('parameters', () => {
  test('go where R1 has them', async () => {
    const body = { max_completion_tokens: 32_768, temperature: 1, top_p: 0.95, stop: ['a', 'b'] }

    const { modelInput, dropped } = await translateBody(body, { modelId })

    expect(modelInput).toMatchObject({ max_tokens: 32_768, temperature: 1, top_p: 0.95, stop: ['a', 'b'] })
    expect(dropped).toEqual([])
  })

  test('without a limit 8192 tokens are asked for, and that is said', async () => {
    const { modelInput, dropped } = await translateBody({}, { modelId })

    expect(modelInput).toMatchObject({ max_tokens: 8192 })
    expect(dropped).toEqual(['max_tokens'])
  })

  test.each([
    ['max_tokens', 32_769],
    ['temperature', 1.1],
    ['stop', Array.from({ length: 11 }, String)],
  ])('%s out of bounds is refused', async (param, value) => {
    const { error } = await translateBody({ [param]: value }, { modelId })

    expect(error).toMatchObject({ param, code: 'unsupported_value' })
  })

  test.each([
    ['reasoning_effort', 'low', 'DeepSeek R1 always thinks, as long as it likes.'],
    ['frequency_penalty', 1, 'This model has no penalties.'],
    ['presence_penalty', 1, 'This model has no penalties.'],
    ['top_k', 1, 'No model of this family takes it.'],
  ])('%s is unsupported', async (param, value, why) => {
    const { error } = await translateBody({ [param]: value }, { modelId })

    expect(error!.message).toBe(`Unsupported parameter: '${param}'. ${why}`)
  })

  test('images are refused', async () => {
    const content = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }]

    const { error } = await translateBody({ messages: [{ role: 'user', content }] }, { modelId })

    expect(error).toMatchObject({ param: 'messages[0].content[0]', code: 'unsupported_value' })
  })
})

describe('an answer of R1', () => {
  test.each([
    ['Hm.\n</think>\n\nRain.', 'Hm.', 'Rain.'],
    ['<think>\nHm.\nSo.\n</think>\n\n\nRain.', 'Hm.\nSo.', '\nRain.'],
    ['</think>Rain.', undefined, 'Rain.'],
    ['a</think>b</think>c', 'a', 'b</think>c'],
    ['\n\n</think>Rain.', undefined, 'Rain.'],
    ['Rain.', undefined, 'Rain.'],
    ['Hm.\n</think>', 'Hm.', ''],
    ['a<think>b\nc</think>d\n\ne', 'a<think>b\nc', 'd\n\ne'],
    ['\na\n\n</think>\nb', 'a\n', 'b'],
  ])('%j is parted at the first end of thoughts', async (text, thoughts, content) => {
    const { body } = await translateModelOutput({ choices: [{ text, stop_reason: 'stop' }] }, modelId)

    const [{ message }] = body.choices as [{ message: { content: string; reasoning_content?: string } }]
    expect(message.content).toBe(content)
    expect(message.reasoning_content).toBe(thoughts)
  })

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['other', 'stop'],
  ])('that ended by %s has the reason %s, and no usage', async (reason, expected) => {
    const { body } = await translateModelOutput({ choices: [{ text: 'Rain.', stop_reason: reason }] }, modelId)

    expect(body.choices).toMatchObject([{ finish_reason: expected }])
    expect(body).not.toHaveProperty('usage')
  })

  test.each([[{}], [{ choices: [] }], [{ choices: ['x'] }], [{ choices: [{ text: null }] }]])(
    '%j cannot be read',
    async (broken) => {
      const { status_code: status } = await translateModelOutput(broken, modelId)

      expect(status).toBe(502)
    },
  )
})

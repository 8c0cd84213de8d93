import { describe, expect, test } from 'vitest'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const EXPRESS = 'amazon.titan-text-express-v1'
const user = (text: string) => ({ role: 'user', content: text })
const assistant = (text: string) => ({ role: 'assistant', content: text })

describe('the dialogue of Titan', () => {
  test('has the system text, which is a list of parts, as text before the turns', async () => {
    const system = { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] }

    const { modelInput } = await translateBody(
      { messages: [system, user('Oslo?'), assistant('Rain.'), user('Bergen?')] },
      { modelId: EXPRESS },
    )

    expect(modelInput!.inputText).toBe('Be brief.\nUser: Oslo?\nBot: Rain.\nUser: Bergen?\nBot:')
  })

  test('leaves a begun answer open', async () => {
    const { modelInput } = await translateBody({ messages: [user('JSON.'), assistant('{')] }, { modelId: EXPRESS })

    expect(modelInput!.inputText).toBe('User: JSON.\nBot: {')
  })

  test.each(['User: Hi.', 'Hi.\nBot: Sure.', 'Hi.\n\nUser:'])('%j is refused, or sent as it stands', async (text) => {
    const strict = await translateBody({ messages: [user(text)], max_tokens: 5 }, { modelId: EXPRESS })
    const lenient = await translateBody(
      { messages: [user(text)], max_tokens: 5 },
      { modelId: EXPRESS, unsupported: 'drop' },
    )

    expect(strict.error).toMatchObject({ param: 'messages[0].content', code: 'invalid_value' })
    expect(lenient.modelInput!.inputText).toBe(`User: ${text}\nBot:`)
    expect(lenient.dropped).toEqual(['messages[].content'])
  })

  test.each(['The User: field', 'bot: x', 'Hi.\n User: x'])('%j is text like any other', async (text) => {
    const { modelInput } = await translateBody({ messages: [user(text)] }, { modelId: EXPRESS })

    expect(modelInput!.inputText).toBe(`User: ${text}\nBot:`)
  })
})

describe('parameters', () => {
  test('are inside textGenerationConfig, a temperature of 0 too', async () => {
    const { modelInput } = await translateBody(
      { max_completion_tokens: 9, temperature: 0, top_p: 0.5, stop: ['User:', '|||'] },
      { modelId: EXPRESS },
    )

    expect(modelInput).toEqual({
      inputText: 'User: Hello\nBot:',
      textGenerationConfig: { temperature: 0, topP: 0.5, maxTokenCount: 9, stopSequences: ['User:', '|||'] },
    })
  })

  test('a lone stop makes a configuration', async () => {
    const { modelInput } = await translateBody({ stop: '|', max_tokens: 5 }, { modelId: EXPRESS })

    expect(modelInput!.textGenerationConfig).toEqual({ maxTokenCount: 5, stopSequences: ['|'] })
  })

  test.each(['END', 'User: ', 'xUser:', '| |', ''])('the stop %j is refused, or left out', async (stop) => {
    const strict = await translateBody({ stop: [stop, '|'] }, { modelId: EXPRESS })
    const lenient = await translateBody({ stop: [stop, '|'], max_tokens: 5 }, { modelId: EXPRESS, unsupported: 'drop' })

    expect(strict.error!.message).toBe("Unsupported value: 'stop'. Titan stops at User: and at rows of | only.")
    expect(lenient.modelInput!.textGenerationConfig).toEqual({ maxTokenCount: 5, stopSequences: ['|'] })
    expect(lenient.dropped).toEqual(['stop'])
  })

  test.each([
    ['amazon.titan-text-lite-v1', 4096],
    [EXPRESS, 8192],
    ['amazon.titan-tg1-large', 8192],
    ['amazon.titan-text-premier-v1:0', 3072],
  ])('%s writes at most %d tokens, and 2048 where no limit is given', async (modelId, max) => {
    const most = await translateBody({ max_tokens: max }, { modelId })
    const more = await translateBody({ max_tokens: max + 1 }, { modelId })
    const none = await translateBody({}, { modelId })

    expect(most.modelInput).toMatchObject({ textGenerationConfig: { maxTokenCount: max } })
    expect(more.error).toMatchObject({ param: 'max_tokens', code: 'unsupported_value' })
    expect(none.modelInput).toMatchObject({ textGenerationConfig: { maxTokenCount: 2048 } })
    expect(none.dropped).toEqual(['max_tokens'])
  })

  test('temperature above 1 is refused, or sent as 1', async () => {
    const strict = await translateBody({ temperature: 2 }, { modelId: EXPRESS })
    const lenient = await translateBody({ temperature: 2 }, { modelId: EXPRESS, unsupported: 'drop' })

    expect(strict.error).toMatchObject({ param: 'temperature', code: 'unsupported_value' })
    expect(lenient.modelInput).toMatchObject({ textGenerationConfig: { temperature: 1 } })
  })

  test.each(['frequency_penalty', 'presence_penalty'])('%s is unsupported', async (param) => {
    const { error } = await translateBody({ [param]: 1 }, { modelId: EXPRESS })

    expect(error!.message).toBe(`Unsupported parameter: '${param}'. This model has no penalties.`)
  })

  test('images are refused', async () => {
    const content = [{ type: 'image_url', image_url: { url: 's3://bucket/a.png' } }]

    const { error } = await translateBody({ messages: [{ role: 'user', content }] }, { modelId: EXPRESS })

    expect(error).toMatchObject({ param: 'messages[0].content[0]', code: 'unsupported_value' })
  })
})

describe('an answer of Titan', () => {
  const result = { tokenCount: 3, outputText: '\nRain.\n', completionReason: 'FINISH' }

  test.each([
    ['FINISH', 'stop'],
    ['FINISHED', 'stop'],
    ['LENGTH', 'length'],
    ['STOP_CRITERIA_MET', 'stop'],
    ['CONTENT_FILTERED', 'content_filter'],
    ['RAG_QUERY_WHEN_RAG_DISABLED', 'stop'],
  ])('that ended by %s has the reason %s', async (completionReason, expected) => {
    const { body } = await translateModelOutput(
      { inputTextTokenCount: 8, results: [{ ...result, completionReason }] },
      EXPRESS,
    )

    expect(body.choices).toMatchObject([{ message: { content: 'Rain.\n' }, finish_reason: expected }])
    expect(body.usage).toEqual({ prompt_tokens: 8, completion_tokens: 3, total_tokens: 11 })
  })

  test('keeps the line feeds inside it', async () => {
    const { body } = await translateModelOutput({ results: [{ ...result, outputText: 'a\nb' }] }, EXPRESS)

    expect(body.choices).toMatchObject([{ message: { content: 'a\nb' } }])
  })

  test('with several results sums their tokens', async () => {
    const { body } = await translateModelOutput({ inputTextTokenCount: 8, results: [result, result] }, EXPRESS)

    expect(body.choices).toHaveLength(2)
    expect(body.usage).toMatchObject({ completion_tokens: 6 })
  })

  test.each([[{ results: [result] }], [{ inputTextTokenCount: 8, results: [{ ...result, tokenCount: null }] }]])(
    'that counts not all of its tokens has no usage',
    async (output) => {
      const { body } = await translateModelOutput(output, EXPRESS)

      expect(body).not.toHaveProperty('usage')
    },
  )

  test.each([[{}], [{ results: [] }], [{ results: [1] }], [{ results: [{ outputText: null }] }]])(
    '%j cannot be read',
    async (broken) => {
      const { status_code: status } = await translateModelOutput(broken, EXPRESS)

      expect(status).toBe(502)
    },
  )
})

import { describe, expect, test } from 'vitest'
import { meet } from '../../support/fates.ts'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const SEVEN_B = 'mistral.mistral-7b-instruct-v0:2'
const MIXTRAL = 'mistral.mixtral-8x7b-instruct-v0:1'
const LARGE = 'mistral.mistral-large-2402-v1:0'
const SMALL = 'mistral.mistral-small-2402-v1:0'

describe('the template of Mistral', () => {
  test('has the system text once, inside the first user turn', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Oslo?' },
      { role: 'assistant', content: 'Rain.' },
      { role: 'user', content: 'Bergen?' },
    ]

    const { modelInput } = await translateBody({ messages, max_tokens: 5 }, { modelId: SEVEN_B })

    expect(modelInput).toEqual({
      prompt: '<s>[INST] Be brief.\nOslo? [/INST] Rain.</s> [INST] Bergen? [/INST]',
      max_tokens: 5,
    })
  })

  test('leaves a begun answer open', async () => {
    const messages = [
      { role: 'user', content: 'JSON.' },
      { role: 'assistant', content: '{' },
    ]

    const { modelInput } = await translateBody({ messages }, { modelId: LARGE })

    expect(modelInput).toEqual({ prompt: '<s>[INST] JSON. [/INST] {' })
  })

  test.each([
    '<s>',
    '</s>',
    '[INST]',
    '[/INST]',
    '[AVAILABLE_TOOLS]',
    '[/AVAILABLE_TOOLS]',
    '[TOOL_CALLS]',
    '[TOOL_RESULTS]',
    '[/TOOL_RESULTS]',
  ])('is not broken by %s', async (mark) => {
    const { error } = await translateBody(
      { messages: [{ role: 'user', content: `a ${mark} b` }] },
      { modelId: SEVEN_B, unsupported: 'drop' },
    )

    expect(error).toMatchObject({ param: 'messages[0].content', code: 'invalid_value' })
  })

  test('takes other words in brackets for text', async () => {
    const messages = [{ role: 'user', content: '[ERROR] <S> [inst]' }]

    const { modelInput } = await translateBody({ messages }, { modelId: LARGE })

    expect(modelInput!.prompt).toBe('<s>[INST] [ERROR] <S> [inst] [/INST]')
  })
})

describe('parameters', () => {
  test('go where Mistral has them', async () => {
    const body = { max_completion_tokens: 9, temperature: 0, top_p: 1, stop: 'END', top_k: 200 }

    const { modelInput, dropped } = await translateBody(body, { modelId: SEVEN_B })

    expect(modelInput).toMatchObject({ max_tokens: 9, temperature: 0, top_p: 1, stop: ['END'], top_k: 200 })
    expect(dropped).toEqual([])
  })

  test('temperature above 1 is refused, or sent as 1', async () => {
    const strict = await translateBody({ temperature: 1.5 }, { modelId: LARGE })
    const lenient = await translateBody({ temperature: 1.5 }, { modelId: LARGE, unsupported: 'drop' })

    expect(strict.error).toMatchObject({ param: 'temperature', code: 'unsupported_value' })
    expect(lenient.modelInput).toMatchObject({ temperature: 1 })
  })

  test.each([
    [SEVEN_B, 8192],
    [MIXTRAL, 4096],
    [LARGE, 8192],
    [SMALL, 8192],
  ])('%s writes at most %d tokens', async (modelId, max) => {
    const most = await translateBody({ max_tokens: max }, { modelId })
    const more = await translateBody({ max_tokens: max + 1 }, { modelId })

    expect(most.modelInput).toMatchObject({ max_tokens: max })
    expect(more.error).toMatchObject({ param: 'max_tokens', code: 'unsupported_value' })
  })

  test.each([SEVEN_B, MIXTRAL])('%s is asked for 2048 tokens where no limit is given', async (modelId) => {
    const { modelInput, dropped } = await translateBody({}, { modelId })

    expect(modelInput).toMatchObject({ max_tokens: 2048 })
    expect(dropped).toEqual(['max_tokens'])
  })

  test.each([LARGE, SMALL])('%s needs no limit and has no top_k', async (modelId) => {
    const { modelInput, dropped } = await translateBody({}, { modelId })
    const { error } = await translateBody({ top_k: 5 }, { modelId })
    const without = await translateBody({ top_k: 5 }, { modelId, unsupported: 'drop' })

    expect(modelInput).not.toHaveProperty('max_tokens')
    expect(dropped).toEqual([])
    expect(error).toMatchObject({ param: 'top_k', code: 'unsupported_parameter' })
    expect(without.modelInput).not.toHaveProperty('top_k')
    expect(without.dropped).toEqual(['top_k'])
  })

  test('top_k above 200 is refused, or sent as 200', async () => {
    const strict = await translateBody({ top_k: 201 }, { modelId: MIXTRAL })
    const lenient = await translateBody({ top_k: 201 }, { modelId: MIXTRAL, unsupported: 'drop' })

    expect(strict.error).toMatchObject({ param: 'top_k', code: 'unsupported_value' })
    expect(lenient.modelInput).toMatchObject({ top_k: 200 })
  })

  test('top_k that is no number is refused', async () => {
    const { error } = await translateBody({ top_k: 'many' }, { modelId: MIXTRAL })

    expect(error).toMatchObject({ param: 'top_k', code: 'invalid_type' })
  })

  test('ten stop sequences are sent, more are not', async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `stop ${index}`)

    const most = await translateBody({ stop: eleven.slice(1) }, { modelId: LARGE })
    const more = await translateBody({ stop: eleven }, { modelId: LARGE })
    const first = await translateBody({ stop: eleven }, { modelId: LARGE, unsupported: 'drop' })

    expect(most.modelInput!.stop).toHaveLength(10)
    expect(more.error).toMatchObject({ param: 'stop', code: 'unsupported_value' })
    expect(first.modelInput!.stop).toEqual(eleven.slice(0, 10))
  })

  test('an empty stop sequence is refused, or left out', async () => {
    const strict = await translateBody({ stop: ['', 'END'] }, { modelId: LARGE })
    const lenient = await translateBody({ stop: ['', 'END'] }, { modelId: LARGE, unsupported: 'drop' })

    expect(strict.error).toMatchObject({ param: 'stop', code: 'unsupported_value' })
    expect(lenient.modelInput!.stop).toEqual(['END'])
  })

  test.each([
    ['frequency_penalty', 'This model has no penalties.'],
    ['presence_penalty', 'This model has no penalties.'],
  ])('%s is unsupported', async (param, why) => {
    const { error } = await translateBody({ [param]: 1 }, { modelId: LARGE })

    expect(error!.message).toBe(`Unsupported parameter: '${param}'. ${why}`)
  })
})

describe('an answer of Mistral', () => {
  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['other', 'stop'],
  ])('that ended by %s has the reason %s, and no usage', async (reason, expected) => {
    const { body } = await translateModelOutput({ outputs: [{ text: ' Rain.', stop_reason: reason }] }, LARGE)

    expect(body.choices).toMatchObject([{ message: { content: ' Rain.' }, finish_reason: expected }])
    expect(body).not.toHaveProperty('usage')
  })

  test.each([[{}], [{ outputs: [] }], [{ outputs: [null] }], [{ outputs: [{ text: 1 }] }]])(
    '%j cannot be read',
    async (broken) => {
      const { status_code: status } = await translateModelOutput(broken, LARGE)

      expect(status).toBe(502)
    },
  )
})

describe('top_k', () => {
  test.each([0, -1, 0.5])('of %d, which means nothing to Mistral, is refused, or left out', async (topK) => {
    const met = await meet({ top_k: topK, max_tokens: 5 }, SEVEN_B)

    expect(met).toMatchObject({
      error: "Unsupported value: 'top_k'. This model takes from 1 to 200.",
      lost: ['top_k dropped: This model takes from 1 to 200.'],
    })
    expect(met.sent).not.toHaveProperty('top_k')
    expect((await meet({ top_k: 1, max_tokens: 5 }, SEVEN_B)).lost).toEqual([])
  })

  test('that a model has not, or has less of, is refused or left out', async () => {
    expect(await meet({ top_k: 5 }, LARGE)).toMatchObject({
      error: "Unsupported parameter: 'top_k'. This model has no top_k.",
      lost: ['top_k dropped: This model has no top_k.'],
    })
    expect(await meet({ top_k: 201, max_tokens: 5 }, SEVEN_B)).toMatchObject({
      error: "Unsupported value: 'top_k'. This model takes at most 200.",
      sent: { top_k: 200 },
      lost: ['top_k changed: This model takes at most 200. It is sent 200.'],
    })
  })

  test('is a number', async () => {
    const { error } = await meet({ top_k: '5' }, SEVEN_B)

    expect(error).toBe("Invalid type for 'top_k': expected a number, but got a string instead.")
  })
})

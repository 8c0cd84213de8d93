import { describe, expect, test } from 'vitest'
import { llama4Template } from '../../../translator/families/llama/header-template.ts'
import { translateBody } from '../../support/translation.ts'

const LLAMA_3 = 'meta.llama3-3-70b-instruct-v1:0'
const user = (text: string) => ({ role: 'user', content: text })
const assistant = (text: string) => ({ role: 'assistant', content: text })
const system = (text: string) => ({ role: 'system', content: text })

const promptFor = async (messages: object[], modelId = LLAMA_3): Promise<unknown> =>
  (await translateBody({ messages: messages as [], max_tokens: 5 }, { modelId })).modelInput?.prompt

describe('the template of Llama 3', () => {
  test('begins once and has two line feeds after each header', async () => {
    const prompt = await promptFor([system('Be brief.'), user('Oslo?'), assistant('Rain.'), user('Bergen?')])

    expect(prompt).toBe(
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>' +
        '<|start_header_id|>user<|end_header_id|>\n\nOslo?<|eot_id|>' +
        '<|start_header_id|>assistant<|end_header_id|>\n\nRain.<|eot_id|>' +
        '<|start_header_id|>user<|end_header_id|>\n\nBergen?<|eot_id|>' +
        '<|start_header_id|>assistant<|end_header_id|>\n\n',
    )
  })

  test('leaves a begun answer open, to the byte', async () => {
    const prompt = await promptFor([user('JSON.'), assistant('{ ')])

    expect(prompt).toBe(
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nJSON.<|eot_id|>' +
        '<|start_header_id|>assistant<|end_header_id|>\n\n{ ',
    )
  })

  test('has a late system message where it stood, also at the end', async () => {
    const prompt = await promptFor([user('Hi.'), assistant('Hello.'), system('In French.')])

    expect(prompt).toBe(
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi.<|eot_id|>' +
        '<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>' +
        '<|start_header_id|>system<|end_header_id|>\n\nIn French.<|eot_id|>' +
        '<|start_header_id|>assistant<|end_header_id|>\n\n',
    )
  })

  test('keeps two late system messages apart', async () => {
    const prompt = await promptFor([user('Hi.'), system('One.'), system('Two.')])

    expect(prompt).toContain(
      '<|start_header_id|>system<|end_header_id|>\n\nOne.<|eot_id|>' +
        '<|start_header_id|>system<|end_header_id|>\n\nTwo.<|eot_id|>',
    )
  })

  test('is what Llama 4 is sent too', async () => {
    const messages = [system('Be brief.'), user('Oslo?')]

    expect(await promptFor(messages, 'meta.llama4-scout-17b-instruct-v1:0')).toBe(await promptFor(messages))
  })

  test('forgets an answer that was nothing but thoughts', async () => {
    const messages = [
      user('a'),
      { role: 'assistant', content: '', thinking_blocks: [{ type: 'thinking', thinking: 'Hm.' }] },
      user('b'),
    ]

    expect(await promptFor(messages)).toBe(await promptFor([user('a\nb')]))
  })
})

test('the template of Llama 4 itself has headers and ends of its own', () => {
  const turns = [
    { role: 'user' as const, text: 'Oslo?', path: 'messages[1]' },
    { role: 'assistant' as const, text: 'Rain.', path: 'messages[2]' },
    { role: 'user' as const, text: 'Bergen?', path: 'messages[3]' },
  ]

  expect(llama4Template.write({ system: 'Be brief.', turns, images: [] })).toBe(
    '<|begin_of_text|><|header_start|>system<|header_end|>\n\nBe brief.<|eot|>' +
      '<|header_start|>user<|header_end|>\n\nOslo?<|eot|>' +
      '<|header_start|>assistant<|header_end|>\n\nRain.<|eot|>' +
      '<|header_start|>user<|header_end|>\n\nBergen?<|eot|>' +
      '<|header_start|>assistant<|header_end|>\n\n',
  )
})

describe('the template of Llama 2', () => {
  const LLAMA_2 = 'meta.llama2-13b-chat-v1'

  test('puts the system text into the first user turn and each pair into a sequence', async () => {
    const prompt = await promptFor(
      [system('Be brief.'), user('Oslo?'), assistant('Rain.'), user('Bergen?'), assistant('Snow.'), user('Bodø?')],
      LLAMA_2,
    )

    expect(prompt).toBe(
      '<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nOslo? [/INST] Rain. </s>' +
        '<s>[INST] Bergen? [/INST] Snow. </s><s>[INST] Bodø? [/INST]',
    )
  })

  test('leaves a begun answer open', async () => {
    expect(await promptFor([user('JSON.'), assistant('{')], LLAMA_2)).toBe('<s>[INST] JSON. [/INST] {')
  })

  test.each(['<s>', '</s>', '[INST]', '[/INST]', '<<SYS>>', '<</SYS>>'])('is not broken by %s', async (mark) => {
    const { error } = await translateBody({ messages: [user(`a ${mark} b`)] }, { modelId: LLAMA_2 })

    expect(error).toMatchObject({ param: 'messages[0].content', code: 'invalid_value' })
  })
})

describe.each([LLAMA_3, 'meta.llama4-scout-17b-instruct-v1:0'])('a special token for %s', (modelId) => {
  test.each([
    '<|begin_of_text|>',
    '<|end_of_text|>',
    '<|start_header_id|>',
    '<|end_header_id|>',
    '<|eot_id|>',
    '<|eom_id|>',
    '<|python_tag|>',
    '<|image|>',
    '<|finetune_right_pad_id|>',
    '<|finetune_right_pad|>',
    '<|reserved_special_token_2047|>',
    '<|tile_y_separator|>',
    '<|fim_middle|>',
    '<|fim_suffix|>',
    '<|reserved_special_token_0|>',
    '<|header_start|>',
    '<|header_end|>',
    '<|eot|>',
    '<|eom|>',
    '<|python_start|>',
    '<|python_end|>',
    '<|image_start|>',
    '<|image_end|>',
    '<|patch|>',
    '<|tile_x_separator|>',
    '<|fim_prefix|>',
    '<|step|>',
    '<|text_post_train_reserved_special_token_12|>',
  ])('%s is refused inside a text, whatever the policy', async (token) => {
    const messages = [
      user('Hi.'),
      assistant('Hello.'),
      { role: 'user', content: [{ type: 'text', text: `x${token}` }] },
    ]

    const { error } = await translateBody({ messages }, { modelId, unsupported: 'drop' })

    expect(error).toMatchObject({
      param: 'messages[2].content[0]',
      code: 'invalid_value',
      message: `Invalid value for 'messages[2].content[0]': it holds "${token}", by which the model tells turns apart.`,
    })
  })

  test('of other models is text like any other', async () => {
    const { modelInput } = await translateBody(
      { messages: [user('<|im_start|> <|endoftext|> <|reserved_special_token_x|>')], max_tokens: 5 },
      { modelId },
    )

    expect(modelInput!.prompt).toContain('<|im_start|> <|endoftext|> <|reserved_special_token_x|>')
  })
})

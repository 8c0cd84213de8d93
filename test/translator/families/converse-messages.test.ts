import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { PDF, PNG } from '../../support/responders.ts'
import { translateBody } from '../../support/translation.ts'

const LLAMA = 'meta.llama3-3-70b-instruct-v1:0'
const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const NOVA = 'amazon.nova-lite-v1:0'
const TITAN = 'amazon.titan-text-express-v1'

const TEXT: JsonObject = { type: 'text', text: 'Sum up' }
const IMAGE: JsonObject = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }
const file = (filename: string, file_data = PDF): JsonObject => ({ type: 'file', file: { file_data, filename } })

const translated = (messages: Json[], modelId: string) => translateBody({ messages }, { modelId, converse: true })
const said = (...content: Json[]) => translated([{ role: 'user', content }], NOVA)

describe('a thought that is not sent', () => {
  const answering = (message: JsonObject): Json[] => [
    { role: 'user', content: 'a' },
    { role: 'assistant', ...message },
    { role: 'user', content: 'c' },
  ]
  const SIGNED = { type: 'thinking', thinking: 'Hm', signature: 's' }

  test('takes its turn with it where it has nothing else, and what the user says comes together', async () => {
    expect(await translated(answering({ thinking_blocks: [SIGNED] }), LLAMA)).toMatchObject({
      modelInput: { messages: [{ role: 'user', content: [{ text: 'a' }, { text: 'c' }] }] },
      dropped: ['messages[].thinking_blocks'],
    })
  })

  test.each<[why: string, block: JsonObject]>([
    ['of another kind, with data', { type: 'musing', data: 'eA==' }],
    ['without a signature, with data', { type: 'thinking', thinking: 'Hm', data: 'eA==' }],
  ])('to Claude is one %s', async (_why, block) => {
    expect(await translated(answering({ content: 'b', thinking_blocks: [block, SIGNED] }), SONNET)).toMatchObject({
      modelInput: {
        messages: [{}, { content: [{ reasoningContent: { reasoningText: { text: 'Hm' } } }, { text: 'b' }] }, {}],
      },
      dropped: ['messages[].thinking_blocks'],
    })
  })
})

describe('a document', () => {
  const names = async (...files: JsonObject[]): Promise<string[]> => {
    const { modelInput } = await said(TEXT, ...files)
    const [{ content }] = modelInput!.messages as [{ content: { document?: { name: string } }[] }]
    return content.flatMap(({ document }) => (document ? document.name : []))
  }

  test('beside an image must have text beside it, too', async () => {
    expect((await said(IMAGE, file('a.pdf'))).error).toMatchObject({ param: 'messages[0]' })
    expect((await said(IMAGE, file('a.pdf'), TEXT)).error).toBe(undefined)
  })

  test('is counted on from the one of its name before', async () => {
    expect(await names(file('a.pdf'), file('a.pdf'), file('a.pdf'))).toEqual(['a', 'a-2', 'a-3'])
  })

  test('leaves out numbers that others have', async () => {
    expect(await names(file('a-2.pdf'), file('a.pdf'), file('a.pdf'))).toEqual(['a-2', 'a', 'a-3'])
  })

  test('whose name is nothing but an extension is of no format that it names', async () => {
    const data = 'data:application/octet-stream;base64,YQ=='
    expect((await said(TEXT, file('.docx', data))).error).toMatchObject({ param: 'messages[0].content[1]' })
    expect((await said(TEXT, file('a.docx', data))).error).toBe(undefined)
  })
})

describe('a model without a system prompt', () => {
  test('is told system texts with the user’s, before and between', async () => {
    const messages = [
      { role: 'system', content: 's' },
      { role: 'developer', content: 'd' },
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'system', content: 't' },
      { role: 'user', content: 'c' },
    ]
    expect(await translated(messages, TITAN)).toEqual({
      modelInput: {
        messages: [
          { role: 'user', content: [{ text: 's' }, { text: 'd' }, { text: 'a' }] },
          { role: 'assistant', content: [{ text: 'b' }] },
          { role: 'user', content: [{ text: 't' }, { text: 'c' }] },
        ],
      },
      error: undefined,
      dropped: ['messages'],
    })
  })

  test('is told nothing new where there are none', async () => {
    expect(await translated([{ role: 'user', content: 'a' }], TITAN)).toEqual({
      modelInput: { messages: [{ role: 'user', content: [{ text: 'a' }] }] },
      error: undefined,
      dropped: [],
    })
  })
})

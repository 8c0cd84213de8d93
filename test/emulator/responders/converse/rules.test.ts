import { expect, test } from 'vitest'
import { OPUS_4_8, SONNET_4_5 } from '../../../support/claude-records.ts'
import {
  GPT_OSS,
  QWEN_3,
  assistant,
  bySchema,
  checkConverse,
  image,
  inS3,
  report,
  says,
  text,
  thought,
  user,
  type ConverseRefusal,
} from '../../../support/converse-records.ts'
import { PNG, refused } from '../../../support/responders.ts'

const FIRST =
  'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
const ALTERNATE =
  'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.'
const NO_HISTORY =
  "This model doesn't support conversation history. Try again with input that only includes one user message."
const EMPTY =
  'The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.'
const blank = (object: string, path: string): string =>
  `The text field in the ${object} object at ${path} is blank. Add text to the text field, and try again.`
const TOOL_BLOCKS = 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'
const NO_SYSTEM =
  "This model doesn't support system messages. Try again without a system message or use a model that supports system messages."
const NAME_RULE =
  "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request."
const without = (field: string): string =>
  `This model doesn't support the ${field} field. Remove ${field} and try again.`
const withoutMedium = (medium: string): string =>
  `This model doesn't support the ${medium} field for user messages. Remove ${medium} and try again.`
const NO_SCHEMA = 'The schema field at outputConfig.textFormat.structure.jsonSchema must be the JSON text of an object.'

const system = { system: [text()] }
const stop = { inferenceConfig: { stopSequences: ['a'] } }
const conversation = { messages: [user(text()), assistant(text()), user(text())] }
const call = { toolUse: { toolUseId: 'x', name: 'f', input: {} } }
const images = (count: number) => Array.from({ length: count }, () => image())
const reports = (count: number) => Array.from({ length: count }, (_, index) => report(`r ${index}`))

const REFUSALS: ConverseRefusal[] = [
  ['no message', { messages: [] }, FIRST],
  ['an assistant who begins', { messages: [assistant(text())] }, FIRST],
  ['two turns of the user', { messages: [user(text()), user(text())] }, ALTERNATE],
  ['a conversation with Jurassic-2', conversation, NO_HISTORY, 'ai21.j2-ultra-v1'],
  ['a message without content', { messages: [user()] }, EMPTY],
  ['a blank text', says(text(), text(' ')), blank('ContentBlock', 'messages.0.content.1')],
  ['a blank system prompt', { system: [text('')] }, blank('SystemContentBlock', 'system.0')],
  ['a call in history', { messages: [user(text()), assistant(call)] }, TOOL_BLOCKS, SONNET_4_5],
  ['a result in history', says({ toolResult: { toolUseId: 'x', content: [] } }), TOOL_BLOCKS],
  [
    'the system among the messages',
    { messages: [user(text()), { role: 'system', content: [text()] }] },
    NO_SYSTEM,
    OPUS_4_8,
  ],
  ['a system prompt for Titan', system, NO_SYSTEM, 'amazon.titan-text-express-v1'],
  ['a system prompt for Mistral 7B', system, NO_SYSTEM, 'mistral.mistral-7b-instruct-v0:2'],
  ['a system prompt for Mixtral', system, NO_SYSTEM, 'mistral.mixtral-8x7b-instruct-v0:1'],
  ['a system prompt for Command', system, NO_SYSTEM, 'cohere.command-text-v14'],
  ['an image for Nova Micro', says(image()), withoutMedium('image'), 'amazon.nova-micro-v1:0'],
  ['an image for Llama 3.1', says(image()), withoutMedium('image'), 'meta.llama3-1-8b-instruct-v1:0'],
  ['a document for gpt-oss', says(text(), report('b')), withoutMedium('document'), GPT_OSS],
  ['an image for Voxtral', says(image()), withoutMedium('image'), 'mistral.voxtral-small-24b-2507'],
  [
    'sound for Claude',
    says({ audio: { format: 'mp3', source: { bytes: 'AAAA' } } }),
    withoutMedium('audio'),
    SONNET_4_5,
  ],
  [
    'a video for Claude',
    says({ video: { format: 'mp4', source: { bytes: PNG } } }),
    withoutMedium('video'),
    SONNET_4_5,
  ],
  ['21 images', says(...images(21)), "You can't include more than 20 images in a request."],
  ['six documents', says(text(), ...reports(6)), "You can't include more than 5 documents in a request."],
  ['a document alone', says(report('a')), 'A text block must be included when using documents.'],
  [
    'two documents of one name',
    says(text(), report('b'), report('b')),
    "Messages can't contain duplicate document names. Rename the document and retry your request.",
  ],
  ['a dot in a name', says(text(), report('b.txt')), NAME_RULE],
  ['two spaces in a name', says(text(), report('b  c')), NAME_RULE],
  ['an ideographic space in a name', says(text(), report('b\u3000c')), NAME_RULE],
  [
    'a data URL',
    says(image('png', { bytes: `data:image/png;base64,${PNG}` })),
    "The bytes field at messages.0.content.0.image.source isn't valid base64.",
  ],
  [
    'an image in S3 for Llama',
    says(image('png', inS3('s3://b/c.png'))),
    without('s3Location'),
    'meta.llama4-scout-17b-instruct-v1:0',
  ],
  [
    'thoughts of the user',
    says(thought('hm')),
    'User messages cannot contain reasoning content. Please remove the reasoning content and try again.',
  ],
  ['stop sequences of gpt-oss', stop, without('stopSequences'), GPT_OSS],
  ['stop sequences of Qwen3', stop, without('stopSequences'), QWEN_3],
  ['stop sequences of DeepSeek V3', stop, without('stopSequences'), 'deepseek.v3-v1:0'],
  ['stop sequences of GLM', stop, without('stopSequences'), 'zai.glm-4.7'],
  ['stop sequences of Kimi', stop, without('stopSequences'), 'moonshotai.kimi-k2.5'],
  ['stop sequences of MiniMax', stop, without('stopSequences'), 'minimax.minimax-m2.5'],
  ['stop sequences of Gemma 3', stop, without('stopSequences'), 'google.gemma-3-27b-it'],
  [
    'more tokens than the model has',
    { inferenceConfig: { maxTokens: 10_001 } },
    'The maximum tokens you requested exceeds the model limit of 10000. Try again with a maximum tokens value that is lower than 10000.',
  ],
  [
    "more tokens than Llama's own format has",
    { inferenceConfig: { maxTokens: 2049 } },
    'The maximum tokens you requested exceeds the model limit of 2048. Try again with a maximum tokens value that is lower than 2048.',
    'meta.llama3-8b-instruct-v1:0',
  ],
  ['a schema for a model without', bySchema('{}'), without('outputConfig')],
  ['a schema that is not JSON', bySchema('{'), NO_SCHEMA, SONNET_4_5],
  ['a schema that is no object', bySchema('[]'), NO_SCHEMA, QWEN_3],
  [
    'a guardrail',
    { guardrailConfig: { guardrailIdentifier: 'a', guardrailVersion: '1' } },
    'The guardrail identifier or version provided in the request does not exist.',
  ],
]

test.each(REFUSALS)('Converse refuses %s', (_name, members, message, id) => {
  expect(checkConverse(members, id)).toEqual(refused(message))
})

test('twenty images and five documents are not too many', () => {
  expect(checkConverse(says(text(), ...images(20), ...reports(5)))).toBeUndefined()
})

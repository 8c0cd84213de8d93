import { expect, test } from 'vitest'
import {
  OPUS_4_6,
  OPUS_4_8,
  assistant,
  call,
  checkClaude,
  closedSchema,
  format,
  image,
  says,
  talk,
  text,
  user,
  type ClaudeRefusal,
} from '../../../support/claude-records.ts'
import { PNG, refused } from '../../../support/responders.ts'

const REFUSALS: ClaudeRefusal[] = [
  ['no message', { messages: [] }, 'messages: at least one message is required'],
  ['an assistant who begins', { messages: [assistant('a')] }, 'messages: first message must use the "user" role'],
  [
    'an empty message',
    { messages: [user(''), assistant('a')] },
    'messages.0: all messages must have non-empty content except for the optional final assistant message',
  ],
  [
    'a message without blocks',
    { messages: [user('a'), assistant([]), user('b')] },
    'messages.1: all messages must have non-empty content except for the optional final assistant message',
  ],
  ['an empty text', says(text('a'), text('')), 'messages: text content blocks must be non-empty'],
  ['a blank text', says(text(' \n')), 'messages: text content blocks must contain non-whitespace text'],
  ['a blank message', { messages: [user('\t')] }, 'messages: text content blocks must contain non-whitespace text'],
  ['an empty text of the system', { system: [text('')] }, 'system: text content blocks must be non-empty'],
  [
    'an answer begun with a space at its end',
    { messages: [user('a'), assistant('{ ')] },
    'messages: final assistant content cannot end with trailing whitespace',
  ],
  [
    'an answer begun for a newer model',
    { messages: [user('a'), assistant('{')] },
    'This model does not support assistant message prefill. The conversation must end with a user message.',
    OPUS_4_6,
  ],
  [
    'an answer begun that must follow a schema',
    { messages: [user('a'), assistant('{')], ...format(closedSchema) },
    'output_config.format: prefilling the assistant message is not supported with structured outputs',
  ],
  [
    'a call by the user',
    talk(assistant('b'), user([call('a')])),
    'messages.2: `tool_use` blocks can only be in `assistant` messages',
  ],
  [
    'an image of the assistant',
    talk(assistant([image(PNG)]), user('b')),
    'messages.1: `image` blocks can only be in `user` messages',
  ],
  [
    'the system in the first message',
    { messages: [{ role: 'system', content: 'a' }, user('b')] },
    "messages.0: use the top-level 'system' parameter for the initial system prompt",
    OPUS_4_8,
  ],
  [
    'the system in a later message of an older model',
    { messages: [user('a'), { role: 'system', content: 'b' }] },
    "role 'system' is not supported on this model",
  ],
  [
    'the system after the assistant',
    { messages: [user('a'), assistant('b'), { role: 'system', content: 'c' }, user('d')] },
    'messages.2: a system message must follow a user message, and an assistant message must follow it',
    OPUS_4_8,
  ],
  [
    'an image of the system',
    { messages: [user('a'), { role: 'system', content: [image(PNG)] }] },
    'messages.1: system messages can only contain text blocks',
    OPUS_4_8,
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

import { expect, test } from 'vitest'
import {
  assistant,
  call,
  checkClaude,
  result,
  talk,
  text,
  tool,
  user,
  type ClaudeRefusal,
} from '../../../support/claude-records.ts'
import { refused } from '../../../support/responders.ts'

const UNANSWERED = 'Each `tool_use` block must have a corresponding `tool_result` block in the next message.'
const UNASKED = 'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'

const REFUSALS: ClaudeRefusal[] = [
  [
    'a call that nobody answers',
    talk(assistant([call('x'), call('y')]), user([result('x')])),
    `messages.1: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: y. ${UNANSWERED}`,
  ],
  [
    'calls before a text',
    talk(assistant([call('x'), call('y')]), user('b')),
    `messages.1: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: x, y. ${UNANSWERED}`,
  ],
  [
    'a result behind a text',
    talk(assistant([call('x')]), user([text('b'), result('x')])),
    `messages.1: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: x. ${UNANSWERED}`,
  ],
  [
    'a call at the end',
    talk(assistant([call('x')])),
    `messages.1: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: x. ${UNANSWERED}`,
  ],
  [
    'a result that nobody asked for',
    talk(assistant([call('x')]), user([result('x'), result('z')])),
    `messages.2.content.1: unexpected \`tool_use_id\` found in \`tool_result\` blocks: z. ${UNASKED}`,
  ],
  [
    'a result at the start',
    { messages: [user([result('x')])], tools: [tool()] },
    `messages.0.content.0: unexpected \`tool_use_id\` found in \`tool_result\` blocks: x. ${UNASKED}`,
  ],
  [
    'two results for one call',
    talk(assistant([call('x')]), user([result('x'), result('x')])),
    'messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: x',
  ],
  [
    'two calls of one id',
    talk(assistant([call('x'), call('x')]), user([result('x')])),
    'messages.1.content.1: `tool_use` ids must be unique',
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

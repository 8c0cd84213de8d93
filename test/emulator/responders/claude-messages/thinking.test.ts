import { expect, test } from 'vitest'
import {
  SONNET_3_5,
  OPUS_4_1,
  OPUS_4_7,
  FABLE_5,
  assistant,
  budget,
  call,
  checkClaude,
  result,
  talk,
  text,
  thought,
  tool,
  user,
  type ClaudeRefusal,
} from '../../../support/claude-records.ts'
import { refused } from '../../../support/responders.ts'

const DOCS = 'https://docs.claude.com/en/docs/build-with-claude/extended-thinking'
const CONSIDERATIONS = `Please consult our documentation at ${DOCS}#important-considerations-when-using-extended-thinking`

const REFUSALS: ClaudeRefusal[] = [
  ['thinking of a model that has none', budget, 'thinking: Extra inputs are not permitted', SONNET_3_5],
  [
    'adaptive thinking of a model with budgets',
    { thinking: { type: 'adaptive' } },
    "thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags: 'disabled', 'enabled'",
  ],
  [
    'a budget of a model without',
    budget,
    '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    OPUS_4_7,
  ],
  [
    'turning off what is always on',
    { thinking: { type: 'disabled' } },
    '"thinking.type.disabled" is not supported for this model. Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.',
    FABLE_5,
  ],
  [
    'a budget of all tokens',
    { max_tokens: 2048, thinking: { type: 'enabled', budget_tokens: 2048 } },
    `\`max_tokens\` must be greater than \`thinking.budget_tokens\`. Please consult our documentation at ${DOCS}#max-tokens-and-context-window-size`,
  ],
  ['a temperature of a model without', { temperature: 0.5 }, '`temperature` is deprecated for this model.', OPUS_4_7],
  ['top_p of a model without', { temperature: 1, top_p: 1 }, '`top_p` is deprecated for this model.', OPUS_4_7],
  ['top_k of a model without', { top_k: 1 }, '`top_k` is deprecated for this model.', FABLE_5],
  [
    'temperature and top_p of a model that takes one',
    { temperature: 1, top_p: 1 },
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  ],
  [
    'the same of Opus 4.1',
    { temperature: 1, top_p: 1 },
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    OPUS_4_1,
  ],
  [
    'a temperature with thinking',
    { ...budget, temperature: 0 },
    `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${CONSIDERATIONS}`,
  ],
  [
    'top_k with thinking',
    { ...budget, top_k: 1 },
    `\`top_k\` must be unset when thinking is enabled. ${CONSIDERATIONS}`,
  ],
  [
    'a low top_p with thinking',
    { ...budget, top_p: 0.9 },
    `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled. ${CONSIDERATIONS}`,
  ],
  [
    'a demanded tool with thinking',
    { ...budget, tools: [tool()], tool_choice: { type: 'any' } },
    'Thinking may not be enabled when tool_choice forces tool use.',
  ],
  [
    'thoughts behind a text',
    talk(assistant([text('b'), thought, text('c')]), user('d')),
    'messages.1.content.0: If an assistant message contains any thinking blocks, the first block must be `thinking` or `redacted_thinking`. Found `text`.',
  ],
  [
    'thoughts at the end',
    talk(assistant([thought]), user('d')),
    'messages.1: The final block in an assistant message cannot be `thinking`.',
  ],
  [
    'thoughts in an answer begun without thinking',
    talk(assistant([thought, text('b')])),
    'messages.1.content.0: When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`. To use thinking blocks, enable `thinking` in your request.',
  ],
  [
    'a call without thoughts before its result',
    { ...budget, ...talk(assistant([call('x')]), user([result('x')])) },
    `messages.1.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`tool_use\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at ${DOCS}`,
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

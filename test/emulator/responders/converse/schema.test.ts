import { expect, test } from 'vitest'
import { OPUS_4_8 } from '../../../support/claude-records.ts'
import {
  NOVA_LITE,
  checkConverse,
  converse,
  image,
  malformed,
  report,
  says,
  text,
  type ConverseRefusal,
} from '../../../support/converse-records.ts'
import { modelOf, objectFrom, refused } from '../../../support/responders.ts'

const BLOCK = '#/messages/0/content/0'

const REFUSALS: ConverseRefusal[] = [
  ['modelId', { modelId: 'x' }, '#: extraneous key [modelId] is not permitted'],
  ['tools', { toolConfig: { tools: [] } }, '#: extraneous key [toolConfig] is not permitted'],
  [
    "Claude's thinking beside its own members",
    { thinking: {} },
    '#: extraneous key [thinking] is not permitted',
    OPUS_4_8,
  ],
  [
    'content in a string',
    { messages: [{ role: 'user', content: 'a' }] },
    '#/messages/0/content: expected type: JSONArray, found: String',
  ],
  ['another role', { messages: [{ role: 'tool', content: [] }] }, '#/messages/0/role: tool is not a valid enum value'],
  ['an empty block', says({}), `${BLOCK}: minimum size: [1], found: [0]`],
  ['two blocks in one', says({ ...text(), ...image() }), `${BLOCK}: maximum size: [1], found: [2]`],
  ['another image format', says(image('jpg')), `${BLOCK}/image/format: jpg is not a valid enum value`],
  [
    'a name that is too long',
    says(report('a'.repeat(201))),
    `${BLOCK}/document/name: expected maxLength: 200, actual: 201`,
  ],
  [
    'a high temperature',
    { inferenceConfig: { temperature: 1.5 } },
    '#/inferenceConfig/temperature: 1.5 is not less or equal to 1',
  ],
  ['no tokens', { inferenceConfig: { maxTokens: 0 } }, '#/inferenceConfig/maxTokens: 0 is not greater or equal to 1'],
  [
    'a number as it stands',
    objectFrom('{"inferenceConfig":{"temperature":1.0,"topP":1.50}}'),
    '#/inferenceConfig/topP: 1.50 is not less or equal to 1',
  ],
]

test.each(REFUSALS)('a Converse batch refuses %s', (_name, members, violation, id) => {
  expect(checkConverse(members, id)).toEqual(refused(malformed(violation)))
})

test('a type in a block is one member too many', () => {
  expect(checkConverse(says({ type: 'text', text: 'a' }))?.errorMessage).toContain(
    `${BLOCK}: extraneous key [type] is not permitted`,
  )
})

test('a Converse batch asks for messages', () => {
  expect(converse.check({}, modelOf(NOVA_LITE))).toEqual(refused(malformed('#: required key [messages] not found')))
})

import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  LARGE_3,
  PIXTRAL,
  calls,
  checkMistral,
  image,
  messages,
  result,
  says,
  tool,
} from '../../../support/mistral-records.ts'
import { refused } from '../../../support/responders.ts'

describe('Mistral refuses', () => {
  test.each<[string, JsonObject, string, string?]>([
    [
      'an assistant who begins',
      messages(says('assistant'), says('user')),
      'Expected first role to be one of: system, user but got assistant',
    ],
    ['a result that begins', messages(result('a')), 'Expected first role to be one of: system, user but got tool'],
    [
      'a user after a result',
      messages(says('user'), calls('a'), result('a'), says('user')),
      "Unexpected role 'user' after role 'tool'",
    ],
    ['a result after the user', messages(says('user'), result('a')), "Unexpected role 'tool' after role 'user'"],
    [
      'orders after an answer',
      messages(says('user'), says('assistant'), says('system')),
      "Unexpected role 'system' after role 'assistant'",
    ],
    [
      'an assistant who ends',
      messages(says('user'), says('assistant')),
      'Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant',
    ],
    [
      'orders alone',
      messages(says('system')),
      'Expected last role User or Tool (or Assistant with prefix True) for serving but got system',
    ],
    [
      'an assistant who says nothing',
      messages(says('user'), says('assistant', ''), says('user')),
      'Assistant message must have either content or tool_calls.',
    ],
    [
      'a call without its result',
      messages(says('user'), calls('a', 'b'), result('a'), says('assistant'), says('user')),
      'Not the same number of function calls and responses',
    ],
    [
      'a call without its result at the end',
      messages(says('user'), calls('a', 'b'), result('a')),
      'Not the same number of function calls and responses',
    ],
    [
      'a result of another call',
      messages(says('user'), calls('a'), result('b')),
      'Unexpected tool call id b in tool results',
    ],
    [
      'two results of a call',
      messages(says('user'), calls('a'), result('a'), result('a')),
      'Unexpected tool call id a in tool results',
    ],
    [
      'a result that says of no call',
      messages(says('user'), calls('a'), says('tool')),
      'Tool message must have a tool_call_id.',
    ],
    [
      'two calls of one id',
      messages(says('user'), calls('a', 'a'), result('a')),
      'Duplicate tool call id in assistant message',
    ],
    [
      'a tool named with a dot',
      { tools: [tool('a.b')] },
      'Function name was a.b but must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.',
    ],
    ['a demand without tools', { tool_choice: 'any' }, 'tool_choice any needs tools.'],
    ['an image on the web', messages(image('https://a.b/c.png')), 'Images must be data URIs with base64.', PIXTRAL],
  ])('%s', (_name, members, message, id) => {
    expect(checkMistral(members, id)).toEqual(refused(message))
  })

  test('what a newer model cannot read, in the words of that', () => {
    expect(checkMistral({ tool_choice: 'any' }, LARGE_3)?.errorMessage).toMatch(
      /^Failed to deserialize the JSON body into the target type: tool_choice: data did not match any variant/,
    )
  })
})

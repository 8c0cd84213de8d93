import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { checkOpenai } from '../../../support/openai-records.ts'
import { objectFrom, refused } from '../../../support/responders.ts'

describe('what Outcrop cannot answer it does not refuse in the name of AWS:', () => {
  test.each<[string, JsonObject, string]>([
    ['odds of tokens', { logprobs: true }, 'logprobs'],
    ['odds of other tokens', { top_logprobs: 5 }, 'top_logprobs'],
    ['functions of old', { functions: [{ name: 'a' }] }, 'functions'],
    ['a call of old', { function_call: 'auto' }, 'function_call'],
    ['a guess of the answer', { prediction: { type: 'content', content: 'a' } }, 'prediction'],
    ['a voice', { audio: { voice: 'a', format: 'wav' } }, 'audio'],
    ['the web', { web_search_options: {} }, 'web_search_options'],
    ['speech', { modalities: ['text', 'audio'] }, 'modalities other than text'],
    ['many answers', { n: 129 }, 'n above 128'],
  ])('%s', (_name, members, what) => {
    expect(checkOpenai(members)).toEqual({
      errorCode: 501,
      errorMessage: `Outcrop does not answer records with ${what}`,
    })
  })

  test('who asks for nothing is answered', () => {
    const nothing = objectFrom('{"logprobs":false,"top_logprobs":0,"functions":null,"prediction":null,"audio":null}')
    expect(checkOpenai({ ...nothing, modalities: ['text'], n: 128 })).toBeUndefined()
    expect(checkOpenai(objectFrom('{"top_logprobs":-0}'))).toBeUndefined()
  })

  test('what the service surely refuses is refused first', () => {
    expect(checkOpenai({ logprobs: true, stream: true })).toEqual(refused('The stream field must be false.'))
  })
})

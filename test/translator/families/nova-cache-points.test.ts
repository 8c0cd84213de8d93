import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { translateBody } from '../../support/translation.ts'

const modelId = 'amazon.nova-lite-v1:0'
const MARKED: JsonObject = { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }
const PLAIN: JsonObject = { type: 'text', text: 'b' }
const cachePoint = { type: 'default' }

const translated = (system: Json, content: Json, model = modelId) =>
  translateBody(
    {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content },
      ],
    },
    { modelId: model },
  )

test('marks of the prompt cache at texts are all sent, and none is lost', async () => {
  expect(await translated('s', [MARKED, PLAIN])).toEqual({
    modelInput: {
      schemaVersion: 'messages-v1',
      system: [{ text: 's' }],
      messages: [{ role: 'user', content: [{ text: 'a', cachePoint }, { text: 'b' }] }],
    },
    error: undefined,
    dropped: [],
  })
})

test.each<[JsonObject[], string]>([
  [[MARKED, PLAIN], 'a\n\nb'],
  [[PLAIN, MARKED], 'b\n\na'],
])('one mark among the system texts %j stands at all of them, as they become one', async (system, text) => {
  expect(await translated(system, 'c')).toMatchObject({
    modelInput: { system: [{ text, cachePoint }], messages: [{ content: [{ text: 'c' }] }] },
    dropped: [],
  })
})

test('Nova 2 is sent no mark of the prompt cache, which it refuses', async () => {
  expect(await translated([MARKED], [MARKED, PLAIN], 'amazon.nova-2-lite-v1:0')).toEqual({
    modelInput: {
      schemaVersion: 'messages-v1',
      system: [{ text: 'a' }],
      messages: [{ role: 'user', content: [{ text: 'a' }, { text: 'b' }] }],
    },
    error: undefined,
    dropped: ['prompt_cache_breakpoint'],
  })
})

import { expect, test } from 'vitest'
import { LossReport } from '../../../translator/loss-report.ts'
import { reportUnread, reportUnreadOfTools } from '../../../translator/chat/report-unread.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'

function lostOf(message: JsonObject): string[] {
  const report = new LossReport('error')
  reportUnread([message], report)
  return report.losses.map(({ param }) => param)
}

test.each<[string, JsonObject, string[]]>([
  ['a name', { role: 'user', content: 'a', name: 'Ada' }, ['messages[0].name']],
  [
    'thoughts without their form',
    { role: 'assistant', content: 'a', reasoning_content: 'Hm.' },
    ['messages[0].reasoning_content'],
  ],
  ['an audio of an earlier turn', { role: 'assistant', content: 'a', audio: { id: 'x' } }, ['messages[0].audio']],
  [
    'a level of detail',
    { role: 'user', content: [{ type: 'image_url', image_url: { url: 's3://b/a', detail: 'low' } }] },
    ['messages[0].content[0].image_url.detail'],
  ],
  ['white space', { role: 'user', content: [{ type: 'text', text: ' \n' }] }, ['messages[0].content[0].text']],
  ['white space alone', { role: 'user', content: '\t' }, ['messages[0].content']],
  [
    'anything else',
    { role: 'tool', tool_call_id: '1', content: [{ type: 'text', text: 'a', mood: 'b' }], x: 1 },
    ['messages[0].x', 'messages[0].content[0].mood'],
  ],
])('%s is reported', (_name, message, lost) => {
  expect(lostOf(message)).toEqual(lost)
})

test.each<JsonObject>([
  { role: 'assistant', content: '', tool_calls: [], refusal: null, function_call: null, audio: null },
  { role: 'function', name: 'f', content: 'r' },
  { role: 'user', content: [{ type: 'image_url', image_url: { url: 's3://b/a', detail: 'auto' } }] },
  { role: 'user', content: [{ type: 'text', text: 'a', cache_control: {} }, 'b'] },
])('%o loses nothing', (message) => {
  expect(lostOf(message)).toEqual([])
})

test('what else stands at a tool is reported', () => {
  const report = new LossReport('error')
  const called = { name: 'f', description: 'd', parameters: {}, strict: true, mood: 1 }
  reportUnreadOfTools(
    { tools: [{ type: 'function', function: called, cache_control: {} }], functions: [{ name: 'g', x: 1 }] },
    report,
  )

  expect(report.losses.map(({ param }) => param)).toEqual([
    'tools[0].cache_control',
    'tools[0].function.mood',
    'functions[0].x',
  ])
})

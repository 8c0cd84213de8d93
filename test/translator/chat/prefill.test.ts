import { expect, test } from 'vitest'
import type { AssistantTurn, Turn } from '../../../translator/chat/conversation.ts'
import { fitPrefill } from '../../../translator/chat/prefill.ts'
import { LossReport } from '../../../translator/loss-report.ts'

const USER: Turn = { role: 'user', blocks: [], path: 'messages[0]' }
const begun = (...texts: string[]): AssistantTurn => ({
  role: 'assistant',
  blocks: texts.map((text) => ({ type: 'text', text, isCached: false, path: 'messages[1].content' })),
  path: 'messages[1]',
})
const fitted = (turn: Turn, why?: string, policy: 'error' | 'drop' = 'error') => {
  const report = new LossReport(policy)
  return { turns: fitPrefill([USER, turn], why, report), losses: report.losses }
}

test('a conversation that ends with the user stays as it is', () => {
  const turns = [begun('a '), USER]
  expect(fitPrefill(turns, 'No.', new LossReport('error'))).toBe(turns)
})

test('a begun answer loses white space at its end, and what it was read from does not', () => {
  const turn = begun('a ', ' b\r\n\t ')
  expect(fitted(turn)).toEqual({
    turns: [USER, begun('a ', ' b')],
    losses: [{ param: 'messages[1].content', action: 'changed', why: expect.any(String) as string }],
  })
  expect(turn).toEqual(begun('a ', ' b\r\n\t '))
  expect(fitted(begun('a')).losses).toEqual([])
})

test('a begun answer that the model does not take is refused, or left out where that is wanted', () => {
  expect(() => fitted(begun('a'), 'It does not.')).toThrow("Unsupported value: 'messages[1]'. It does not.")
  expect(fitted(begun('a'), 'It does not.', 'drop')).toEqual({
    turns: [USER],
    losses: [{ param: 'messages[1]', action: 'dropped', why: 'It does not.' }],
  })
})

test('a gap of a million spaces takes no time', () => {
  const text = `a${' '.repeat(1_000_000)}b`
  const start = performance.now()
  expect(fitted(begun(text)).turns).toEqual([USER, begun(text)])
  expect(performance.now() - start).toBeLessThan(1000)
})

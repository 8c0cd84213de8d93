import { expect, test } from 'vitest'
import { JsonLines } from '../../../translator/batches/json-lines.ts'

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

test('lines of every form are UTF-8, each with its line feed', () => {
  const lines = new JsonLines()
  lines.add(latin1('"é日"'), 'plain')
  lines.add(latin1('"🎉"'), 'bytes')
  lines.add('"é🎉"', 'text')

  expect(lines.take().toString('utf8')).toBe('"é日"\n"🎉"\n"é🎉"\n')
})

test('what was taken stays as it is when more lines come, however long they are', () => {
  const lines = new JsonLines()
  const long = 'x'.repeat(3_000_000)
  lines.add('one', 'text')
  const one = lines.take()
  lines.add(long, 'plain')
  const two = lines.take()
  lines.add('three', 'plain')

  expect([one.toString(), two.toString().length, lines.take().toString()]).toEqual(['one\n', 3_000_001, 'three\n'])
  expect(lines.take()).toHaveLength(0)
})

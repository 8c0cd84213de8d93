import { expect, test } from 'vitest'
import { rememberLast } from '../../translator/remember-last.ts'

test('the same question is answered once, also when the answer is undefined', () => {
  const asked: string[] = []
  const find = rememberLast((name: string) => void asked.push(name))

  for (const name of ['a', 'a', 'b', 'a']) find(name)

  expect(asked).toEqual(['a', 'b', 'a'])
})

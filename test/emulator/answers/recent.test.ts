import { expect, test } from 'vitest'
import { Recent } from '../../../emulator/answers/recent.ts'

/** A memory of so much, and which texts it had to make something of. */
function remembering(most: { entries?: number; characters?: number }) {
  const recent = new Recent<string>({ entries: 100, characters: 1000, ...most })
  const made: string[] = []
  const get = (text: string): string =>
    recent.get(text, () => {
      made.push(text)
      return text.toUpperCase()
    })
  return { get, made }
}

test('what was made of a text is there for the same text', () => {
  const { get, made } = remembering({})

  expect(['a', 'b', 'a'].map(get)).toEqual(['A', 'B', 'A'])
  expect(made).toEqual(['a', 'b'])
})

test('of too many, what was not wanted for the longest time is forgotten', () => {
  const { get, made } = remembering({ entries: 2 })

  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) get(text)

  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('of few that are long together, as many are forgotten as it takes', () => {
  const { get, made } = remembering({ characters: 6 })

  for (const text of ['aaa', 'bbb', 'aaa', 'cccc', 'bbb', 'd', 'cccc']) get(text)

  expect(made).toEqual(['aaa', 'bbb', 'cccc', 'bbb', 'd', 'cccc'])
})

test('one that is longer than the bound is kept until the next comes', () => {
  const { get, made } = remembering({ characters: 6 })

  for (const text of ['aaaaaaa', 'aaaaaaa', 'b', 'b', 'aaaaaaa']) get(text)

  expect(made).toEqual(['aaaaaaa', 'b', 'aaaaaaa'])
})

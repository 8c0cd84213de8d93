import { expect, test } from 'vitest'
import { countCharacters } from '../../emulator/count-characters.ts'

test('characters are code points, and half a pair is one too', () => {
  expect(['', 'ab', '😀', 'a😀b', '\ud83d', '\ude00\ud83d', 'e\u0301'].map(countCharacters)).toEqual([
    0, 2, 1, 3, 1, 2, 2,
  ])
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatQuestion } from '../../support/questions.ts'
import { answer, chatAnswerTo, says, textOf } from '../../support/synthetic-answers.ts'

test('a text begins with the family and quotes the user, in a few dozen tokens', async () => {
  const { choices, outputTokens } = await answer()

  expect(choices).toEqual([
    {
      text: expect.stringMatching(
        /^\[outcrop:nova\] Synthetic answer to "Summarise the ticket": [A-Z].*\. Its reference is [0-9a-f]{8}\.$/,
      ),
      reasoning: undefined,
      reasoningTokens: 0,
      calls: [],
      stopReason: 'end',
      stopSequence: undefined,
    },
  ])
  expect(outputTokens).toBeGreaterThanOrEqual(20)
  expect(outputTokens).toBeLessThanOrEqual(60)
})

test('the family named is the one of the question', async () => {
  const { choices } = await chatAnswerTo(chatQuestion({}, { family: 'llama3' }))

  expect(choices[0]!.text).toMatch(/^\[outcrop:llama3\] /)
})

test('a text quotes the last user turn, also when others come after it', async () => {
  const turns = says(
    ['system', 'Be brief'],
    ['user', 'First'],
    ['assistant', 'Yes'],
    ['user', 'Second'],
    ['tool', 'Third'],
  )

  expect(await textOf({ turns })).toContain(' to "Second": ')
})

test.each([
  ['white space is folded', '  a\n\n b\t\u2028c ', '"a b c"'],
  ['a long text is cut between words', 'word '.repeat(100), `"${'word '.repeat(11)}word …"`],
  ['a long word is cut', 'x'.repeat(100_000), `"${'x'.repeat(60)}…"`],
  ['no character is cut in half', '😀'.repeat(100), `"${'😀'.repeat(60)}…"`],
  ['half a character is replaced', 'a\ud83d', '"a\ufffd"'],
  ['sixty characters are quoted whole', 'y'.repeat(60), `"${'y'.repeat(60)}"`],
])('%s in the quote', async (_name, text, quote) => {
  expect(await textOf({ turns: says(['user', text]) })).toContain(` to ${quote}: `)
})

test('white space in front changes no quote', async () => {
  const words = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }), {
    minLength: 1,
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(words, async (parts) => {
      const text = parts.join(' ').trim()
      const [plain, folded] = await Promise.all(
        [text, `\n${text}`].map((content) => textOf({ turns: says(['user', content]) })),
      )
      expect(folded).toBe(plain)
    }),
  )
})

test.each([
  ['no turns', []],
  ['no user turn', says(['system', 'Be brief'])],
  ['an empty user turn', says(['user', ''])],
  ['a blank user turn', says(['user', ' \n '])],
])('%s: there is still an answer', async (_name, turns) => {
  expect(await textOf({ turns })).toMatch(/^\[outcrop:nova\] Synthetic answer to a request without user text: .+\.$/)
})

test('a text goes on from a prefill without repeating it', async () => {
  const turns = says(['user', 'Name a colour'], ['assistant', 'My favourite colour is'])

  const text = await textOf({ turns })

  expect(text).toMatch(/^\[outcrop:nova\] Synthetic continuation of the answer to "Name a colour": /)
  expect(text).not.toContain('favourite')
})

test('a text is well formed whatever the user says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.nat({ max: 60 }), async (text, maxTokens) => {
      expect((await textOf({ turns: says(['user', text]), maxTokens })).isWellFormed()).toBe(true)
    }),
  )
})

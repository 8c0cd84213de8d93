import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAsk } from '../../../emulator/answers/answers.ts'
import { SyntheticAnswers } from '../../../emulator/answers/synthetic.ts'
import { embeddingQuestion } from '../../support/questions.ts'
import { embeddingAnswerTo } from '../../support/synthetic-answers.ts'

const vectorsOf = async (texts: string[], changes: Partial<EmbeddingAsk> = {}): Promise<number[][]> =>
  (await embeddingAnswerTo(embeddingQuestion({ inputs: texts.map((text) => ({ text, images: [] })), ...changes })))
    .vectors

const product = (one: number[], other: number[]): number => one.reduce((sum, value, at) => sum + value * other[at]!, 0)
const lengthOf = (vector: number[]): number => Math.sqrt(product(vector, vector))
const cosine = (one: number[], other: number[]): number => product(one, other) / (lengthOf(one) * lengthOf(other))

async function cosineOf(one: string, other: string, dimensions = 1024): Promise<number> {
  const [first, second] = await vectorsOf([one, other], { dimensions })
  return cosine(first!, second!)
}

const DIMENSIONS = [256, 384, 1024, 3072]

const SIMILAR = [
  ['the printer in the office does not print on mondays', 'the printer in the office does not print on tuesdays'],
  ['How do I reset my password for the customer portal?', 'How can I reset my password in the customer portal?'],
  ['A red bicycle leans against the garden wall.', 'a RED bicycle leans against the wall of the garden'],
  ['東京の天気は今日とても良いです', '東京の天気は明日とても良いです'],
  ['Die Rechnung für März ist noch nicht bezahlt', 'Die Rechnung für April ist noch nicht bezahlt'],
] as const

const UNRELATED = [
  ['the printer in the office does not print on mondays', 'whales sing for hours while crossing the southern ocean'],
  ['How do I reset my password for the customer portal?', 'The recipe needs two eggs, some flour and a pinch of salt.'],
  ['A red bicycle leans against the garden wall.', 'Quarterly revenue grew by nine percent year over year.'],
  ['東京の天気は今日とても良いです', '彼女は図書館で古い本を読んだ'],
  ['invoice', 'bicycle'],
] as const

describe('every vector', () => {
  test('has the dimensions asked for, unit length, at most 8 decimals, and nothing at 0', async () => {
    const dimensions = fc.oneof(fc.constantFrom(...DIMENSIONS), fc.integer({ min: 1, max: 40 }))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), dimensions, async (text, size) => {
        const [vector] = await vectorsOf([text], { dimensions: size })

        expect(vector).toHaveLength(size)
        expect(Math.abs(lengthOf(vector!) - 1)).toBeLessThan(1e-6)
        expect(vector!.filter((value) => value === 0 || value !== Number(value.toFixed(8)))).toEqual([])
      }),
    )
  })

  test.each(DIMENSIONS)(
    'has the same direction but another length where it is not normalised (%i)',
    async (dimensions) => {
      const texts = ['a red bicycle', '']

      const unit = await vectorsOf(texts, { dimensions })
      const free = await vectorsOf(texts, { dimensions, normalize: false })

      expect(free.map((vector, at) => cosine(vector, unit[at]!))).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)])
      expect(free.map(lengthOf).filter((length) => length < 7.9 || length > 24.1)).toEqual([])
      expect(lengthOf(free[0]!)).not.toBeCloseTo(lengthOf(free[1]!), 1)
    },
  )
})

describe('nearness', () => {
  test.each(SIMILAR)('%j is near to %j', async (one, other) => {
    const cosines = await Promise.all(DIMENSIONS.map((dimensions) => cosineOf(one, other, dimensions)))

    expect(Math.min(...cosines)).toBeGreaterThan(0.7)
  })

  test.each(UNRELATED)('%j is far from %j', async (one, other) => {
    const cosines = await Promise.all(DIMENSIONS.map((dimensions) => cosineOf(one, other, dimensions)))

    expect(Math.max(...cosines)).toBeLessThan(0.5)
  })

  test('case, punctuation and compatibility forms matter little', async () => {
    expect(await cosineOf('Straße NUMBER Five!', 'straße number five')).toBeGreaterThan(0.95)
    expect(await cosineOf('ＡＢＣ corporation', 'abc corporation')).toBeGreaterThan(0.95)
    expect(await cosineOf('cafe\u0301 society', 'café society')).toBeGreaterThan(0.95)
  })

  test('forms of a word are nearer than other words', async () => {
    expect(await cosineOf('printing', 'printer')).toBeGreaterThan(await cosineOf('printing', 'cooking oil'))
  })

  test('long texts that share most of their words are near', async () => {
    const words = Array.from({ length: 400 }, (_, index) => (index * 12_345_701 + 1_000_003).toString(36))

    expect(await cosineOf(words.slice(0, 300).join(' '), words.slice(30, 330).join(' '))).toBeGreaterThan(0.7)
    expect(await cosineOf(words.slice(0, 200).join(' '), words.slice(200).join(' '))).toBeLessThan(0.5)
  })

  test('texts that share only short words are far from each other', async () => {
    const one = 'the office is in the city and it is on the river'

    expect(await cosineOf(one, 'the invoice is in the drawer and it is on the table')).toBeLessThan(0.5)
  })

  test('the order of words moves a long text as far as a short one', async () => {
    const words = Array.from({ length: 400 }, (_, index) => (index * 12_345_701 + 1_000_003).toString(36))

    expect(await cosineOf(words.join(' '), words.toReversed().join(' '))).toBeLessThan(0.995)
    expect(await cosineOf(words.join(' '), words.toReversed().join(' '))).toBeGreaterThan(0.97)
  })

  test('different texts of the same words are near but not the same', async () => {
    const [one, other] = await vectorsOf(['dog bites man', 'man bites dog'])

    expect(cosine(one!, other!)).toBeGreaterThan(0.9)
    expect(one).not.toEqual(other)
  })
})

const withImages = async (text: string, ...images: string[]): Promise<number[]> =>
  (await embeddingAnswerTo(embeddingQuestion({ inputs: [{ text, images }], dimensions: 1024 }))).vectors[0]!

describe('images', () => {
  test('different images are far from each other, and the same is the same', async () => {
    expect(cosine(await withImages('', 'AAAA'), await withImages('', 'AAAB'))).toBeLessThan(0.5)
    expect(await withImages('', 'AAAA')).toEqual(await withImages('', 'AAAA'))
  })

  test('a text with an image is somewhat near to either', async () => {
    const both = await withImages('a red bicycle', 'AAAA')

    expect(cosine(both, await withImages('a red bicycle'))).toBeGreaterThan(0.5)
    expect(cosine(both, await withImages('', 'AAAA'))).toBeGreaterThan(0.5)
    expect(cosine(both, await withImages('a red bicycle', 'AAAB'))).toBeLessThan(0.9)
  })

  test('directions that cancel out leave no coordinate at 0', async () => {
    const inputs = Array.from({ length: 100 }, (_, index) => ({ text: '', images: ['A', `image ${index}`] }))

    const { vectors } = await embeddingAnswerTo(embeddingQuestion({ inputs, dimensions: 3072 }))

    expect(vectors.flat().filter((value) => value === 0)).toEqual([])
  })

  test('a text is not an image of the same characters', async () => {
    expect(cosine(await withImages('AAAA'), await withImages('', 'AAAA'))).toBeLessThan(0.5)
  })
})

describe('what a vector depends on', () => {
  test('the same text and seed give the same vector, in any order and in any record', async () => {
    const [one, other] = await vectorsOf(['one', 'other'])

    expect(await vectorsOf(['other', 'one'])).toEqual([other, one])
    const elsewhere = embeddingQuestion({ inputs: [{ text: 'one', images: [] }] }, { fingerprint: 'f2' })
    expect((await embeddingAnswerTo(elsewhere)).vectors).toEqual([one])
  })

  test('another seed gives a vector that has nothing to do with it', async () => {
    const question = embeddingQuestion({ dimensions: 1024 })

    const [one, other] = [
      await embeddingAnswerTo(question),
      await embeddingAnswerTo(question, new SyntheticAnswers({ seed: 'other' })),
    ]

    expect(Math.abs(cosine(one.vectors[0]!, other.vectors[0]!))).toBeLessThan(0.5)
  })

  test('another family has another space', async () => {
    const [one, other] = [
      await embeddingAnswerTo(embeddingQuestion({ dimensions: 1024 })),
      await embeddingAnswerTo(embeddingQuestion({ dimensions: 1024 }, { family: 'cohere-embed-v4' })),
    ]

    expect(Math.abs(cosine(one.vectors[0]!, other.vectors[0]!))).toBeLessThan(0.5)
  })
})

test('tokens are counted for the text of each input', async () => {
  const inputs = [
    { text: 'abcdefgh', images: [] },
    { text: '', images: ['AAAA'] },
  ]

  expect((await embeddingAnswerTo(embeddingQuestion({ inputs }))).inputTokens).toEqual([2, 0])
})

test('a record without inputs has no vectors', async () => {
  expect(await embeddingAnswerTo(embeddingQuestion({ inputs: [] }))).toEqual({
    kind: 'embedding',
    vectors: [],
    inputTokens: [],
  })
})

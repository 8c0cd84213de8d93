import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadSquares, type Square } from '../../fixtures/load.ts'
import type { InputOptions } from '../../translator/batches/input-translation.ts'
import { findEmulated, type Emulated } from '../support/emulated.ts'
import { differencesOf, linesOf, meet, refusalsOf, type Meeting } from '../support/meeting.ts'
import { parseCompletionLine, parseEmbeddingsLine } from '../support/openai-responses.ts'
import { translateOutputText } from '../support/translation.ts'

const squares = loadSquares(fileURLToPath(new URL('../../fixtures/families', import.meta.url))).filter(
  ({ inOpenai, inBedrock }) => inOpenai !== undefined && inBedrock !== undefined,
)

/** Records that the emulator refuses for reasons that are not the translator's, by their squares. */
const REFUSED: Record<string, { customId: string; words: RegExp; why: string }[]> = {
  'converse/dropped': [
    { customId: 'harmless', words: /^The guardrail identifier or version/, why: 'the emulator has no guardrails' },
  ],
}

const optionsOf = ({ about }: Square): InputOptions => ({
  modelId: about.modelId,
  converse: about.converse ?? false,
  unsupported: about.unsupported ?? 'error',
  fanOut: about.fanOut ?? false,
})

const emulatedOf = ({ about: { modelId, converse = false } }: Square): Emulated | undefined =>
  findEmulated(modelId, { converse })

async function meetingsOf(square: Square): Promise<Meeting[]> {
  const refused = new Set(linesOf(square.inErrors).map(customIdOf))
  const lines = linesOf(square.inOpenai).filter((line) => !refused.has(customIdOf(line)))
  return await meet(lines, linesOf(square.inBedrock), optionsOf(square), emulatedOf(square)!)
}

const customIdOf = (line: string): string => (JSON.parse(line) as { custom_id: string }).custom_id

const isRefused = (square: Square, { customId }: Meeting): boolean =>
  (REFUSED[square.name] ?? []).some((known) => known.customId === customId)

describe.each(squares)('of the square $name', (square) => {
  test('each record is accepted', async () => {
    const meetings = await meetingsOf(square)

    const refusals = meetings.flatMap((meeting) =>
      refusalsOf(meeting).map(({ errorMessage }) => ({ customId: meeting.customId, errorMessage })),
    )
    expect(refusals).toEqual(
      (REFUSED[square.name] ?? []).map(({ customId, words }) => ({
        customId,
        errorMessage: expect.stringMatching(words),
      })),
    )
  })

  test('the emulator reads what OpenAI’s lines say, but for what was said to be lost', async () => {
    const meetings = await meetingsOf(square)

    const differences = meetings
      .filter((meeting) => !isRefused(square, meeting))
      .flatMap((meeting) => differencesOf(meeting, emulatedOf(square)!))
    expect(differences).toEqual([])
  })

  test('the emulator’s answers become lines of OpenAI’s', async () => {
    const meetings = (await meetingsOf(square)).filter((meeting) => !isRefused(square, meeting))
    const output = meetings.flatMap(({ answered }) => answered.map(({ outputLine }) => outputLine)).join('')

    const { lines, errors, unusable } = await translateOutputText(output, {
      modelId: square.about.modelId,
      modelName: 'the-model',
    })

    const isEmbedding = 'input' in meetings[0]!.body
    const parsed = linesOf(lines).map((line) => (isEmbedding ? parseEmbeddingsLine(line) : parseCompletionLine(line)))
    expect({ errors, unusable }).toEqual({ errors: '', unusable: [] })
    expect(parsed.map(({ customId }) => customId)).toEqual(meetings.map(({ customId }) => customId))
    expect(new Set(parsed.map(({ body }) => body.model))).toEqual(new Set(['the-model']))
  })
})

test('the emulator answers the model of every square', () => {
  expect(squares.filter((square) => emulatedOf(square) === undefined).map(({ name }) => name)).toEqual([])
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { About } from '../../fixtures/about.ts'
import type { Square } from '../../fixtures/load.ts'

export const ABOUT: About = {
  why: 'a test',
  modelId: 'amazon.titan-embed-text-v2:0',
  dropped: [],
  source: 'nowhere',
  observed: null,
}

const LINE = {
  custom_id: 'line-1',
  method: 'POST',
  url: '/v1/embeddings',
  body: { model: 'the-model', input: 'Hello' },
}
const OUTPUT = { modelInput: {}, modelOutput: { embedding: [0.5, 1], inputTextTokenCount: 2 }, recordId: 'line-1' }

export const jsonl = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')

/** The files of a square that holds. */
export const SQUARE_FILES = {
  'about.json': JSON.stringify(ABOUT),
  'in.openai.jsonl': jsonl(LINE),
  'in.bedrock.jsonl': jsonl({ recordId: 'line-1', modelInput: { inputText: 'Hello' } }),
  'out.bedrock.jsonl': jsonl(OUTPUT),
  'out.openai.jsonl': jsonl({
    id: 'batch_req_7677e4f8abf4eb50da17575a45859dda',
    custom_id: 'line-1',
    response: {
      status_code: 200,
      request_id: 'req_84fdf0f16abfe3fb331a8ce0344e3ed9',
      body: {
        object: 'list',
        data: [{ object: 'embedding', index: 0, embedding: [0.5, 1] }],
        model: 'the-model',
        usage: { prompt_tokens: 2, total_tokens: 2 },
      },
    },
    error: null,
  }),
}

export type SquareFiles = Partial<Record<string, string>>

/** Writes the files of a square into a new folder. */
export function putSquare(folder: string, files: SquareFiles): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) if (text !== undefined) writeFileSync(join(folder, name), text)
}

/** A square that is on no disk. */
export const squareOf = (sides: Partial<Square>): Square => ({
  name: 'a-square',
  folder: '/nowhere',
  about: ABOUT,
  inOpenai: undefined,
  inBedrock: undefined,
  inErrors: undefined,
  outBedrock: undefined,
  outOpenai: undefined,
  outErrors: undefined,
  ...sides,
})

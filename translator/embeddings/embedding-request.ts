import { invalidType, invalidValue } from '../errors.ts'
import { applyFates } from '../chat/apply-fates.ts'
import type { Fate } from '../chat/parameters.ts'
import { type Json, type JsonObject, toNumber } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'

/** An embeddings request as it was asked for. */
export interface EmbeddingRequest {
  /** At least one; none is empty. */
  inputs: string[]
  /** Put in its place already by the table of fates. */
  copied: JsonObject
  rest: JsonObject
}

export interface EmbeddingAnswer {
  /** One for each input of the record, in their order. */
  vectors: number[][]
  /** `undefined` when the family does not say. */
  tokens: number | undefined
}

const READ_BY_OTHERS = new Set(['input', 'model', 'encoding_format'])

/** Reads the body of an embeddings request for a family with these fates. Throws a LineError. */
export function readEmbeddingRequest(
  body: JsonObject,
  fates: Readonly<Record<string, Fate>>,
  report: LossReport,
): EmbeddingRequest {
  return { inputs: readInputs(body.input), ...applyFates(body, fates, READ_BY_OTHERS, report) }
}

function readInputs(input: Json | undefined): string[] {
  if (typeof input === 'string') return [nonEmpty(input, 'input')]
  if (!Array.isArray(input)) throw invalidType('input', 'a string or an array of strings', input)
  if (input.length === 0) throw invalidValue('input', 'it is an empty array.')
  return input.map((item, index) => {
    if (toNumber(item) !== undefined || Array.isArray(item))
      throw invalidValue('input', 'token arrays mean nothing to a model with another tokenizer; send the text.')
    if (typeof item !== 'string') throw invalidType(`input[${index}]`, 'a string', item)
    return nonEmpty(item, `input[${index}]`)
  })
}

function nonEmpty(text: string, path: string): string {
  if (text === '') throw invalidValue(path, 'it is an empty string.')
  return text
}

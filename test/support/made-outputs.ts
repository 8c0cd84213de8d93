import { OutputTranslation } from '../../translator/batches/output-translation.ts'
import { lineOf } from './lines.ts'

/** What some records become, and all that is told of them. */
export interface Made {
  lines: string
  errors: string
  losses: number
  tokens: number[]
  unusable: number
}

export async function translate(records: string[], modelId: string): Promise<Made> {
  const translation = await OutputTranslation.open({ modelId, modelName: 'm', created: 0 })
  const { lines, errors } = translation.translate(records.map((record, index) => lineOf(record, index + 1)))
  const { tokens, unknownRecords } = translation.cost
  const losses = translation.losses.toList().reduce((sum, loss) => sum + loss.lines, 0)
  return {
    lines: lines.toString(),
    errors: errors.toString(),
    losses,
    tokens: [tokens.input, tokens.output, unknownRecords, translation.lineCount, translation.errorCount],
    unusable: translation.unusableCount,
  }
}

export const NONE: Made = { lines: '', errors: '', losses: 0, tokens: [0, 0, 0, 0, 0], unusable: 0 }
/** What comes of records together, where each comes to the same as alone. */
export const join = (one: Made, other: Made): Made => ({
  lines: one.lines + other.lines,
  errors: one.errors + other.errors,
  losses: one.losses + other.losses,
  tokens: one.tokens.map((count, index) => count + other.tokens[index]!),
  unusable: one.unusable + other.unusable,
})

import { toBaseModelId } from '../formats/models/index.ts'
import prices from './prices.json' with { type: 'json' }

/** US dollars per million tokens. */
export interface Price {
  input: number
  output: number
}

/** A batch costs less than calls on demand; for some models only one of the two is known. */
export type PriceKind = 'batch' | 'onDemand'

interface Row {
  input: number | null
  output: number | null
  batchInput: number | null
  batchOutput: number | null
}

const ROWS = new Map<string, Row>(Object.entries(prices.models))

/** When the prices were read. */
export const PRICES_DATE: string = prices.date

/**
 * The price of a model in us-east-1, or of a profile where it has its own; null when it is not known, never 0 for that.
 * prices.json names the source.
 */
export function priceOf(modelId: string, kind: PriceKind = 'batch'): Price | null {
  const row = ROWS.get(lastPartOf(modelId)) ?? ROWS.get(toBaseModelId(modelId) ?? '')
  if (!row) return null
  const [input, output] = kind === 'batch' ? [row.batchInput, row.batchOutput] : [row.input, row.output]
  return input === null || output === null ? null : { input, output }
}

/** A profile's price stands under its whole id, also where an ARN names it. */
const lastPartOf = (modelId: string): string => modelId.slice(modelId.lastIndexOf('/') + 1)

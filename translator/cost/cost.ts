import { isJsonObject, toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import type { Price } from './price.ts'

/** Tokens that are paid for. */
export interface TokenCount {
  input: number
  output: number
}

/** US dollars; null when the price or the tokens are not known. A batch has no discount for cached tokens. */
export function costOf(tokens: TokenCount | undefined, price: Price | null): number | null {
  if (tokens === undefined || price === null) return null
  return (tokens.input * price.input + tokens.output * price.output) / 1_000_000
}

/**
 * The tokens that an OpenAI output line tells, of a chat completion or of embeddings; `undefined` when it tells none. A line
 * that failed has cost nothing: Bedrock charges for records that succeed (UNVERIFIED for records cut off by a timeout). What a
 * line that became several records cost, only its records say.
 */
export function tokensOfLine(line: JsonObject): TokenCount | undefined {
  const response = line.response
  if (!isJsonObject(response) || toNumber(response.status_code) !== 200) return { input: 0, output: 0 }
  return tokensOfUsage(isJsonObject(response.body) ? response.body.usage : undefined)
}

function tokensOfUsage(usage: Json | undefined): TokenCount | undefined {
  if (!isJsonObject(usage)) return undefined
  const input = toNumber(usage.prompt_tokens)
  // No prompt is of no tokens: some embedding models do not tell theirs, and OpenAI's form wants a number.
  if (input === undefined || input === 0) return undefined
  return { input, output: toNumber(usage.completion_tokens) ?? 0 }
}

/** Tokens and cost of a whole batch: what is paid for is records, of which a line may have become several. */
export class BatchCost {
  readonly tokens: TokenCount = { input: 0, output: 0 }
  /** Records whose tokens are not known. */
  unknownRecords = 0
  readonly #price: Price | null

  constructor(price: Price | null) {
    this.#price = price
  }

  add(tokens: TokenCount | undefined): void {
    if (tokens === undefined) {
      this.unknownRecords += 1
      return
    }
    this.tokens.input += tokens.input
    this.tokens.output += tokens.output
  }

  /** US dollars; null when the price is not known, or the tokens of any record. */
  get dollars(): number | null {
    return this.unknownRecords > 0 ? null : costOf(this.tokens, this.#price)
  }
}

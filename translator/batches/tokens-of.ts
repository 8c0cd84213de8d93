import type { TokenCount } from '../cost/cost.ts'
import type { Answer } from './partial-lines.ts'

/** The tokens that one record's answer tells; `undefined` when it tells none. */
export function tokensOf(answer: Answer): TokenCount | undefined {
  if ('embeddings' in answer) {
    const { tokens } = answer.embeddings
    return tokens === undefined ? undefined : { input: tokens, output: 0 }
  }
  const { usage } = answer.chat
  return usage && { input: usage.prompt, output: usage.completion }
}

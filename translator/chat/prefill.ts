import { unsupportedValue } from '../errors.ts'
import type { LossReport } from '../loss-report.ts'
import type { Turn } from './conversation.ts'

/**
 * A last assistant turn is the beginning of the answer. Where the model does not go on from one (`why` says so) it is
 * refused or left out; where it does, white space at its end is taken away, as models refuse it.
 */
export function fitPrefill<Some extends Turn>(turns: Some[], why: string | undefined, report: LossReport): Some[] {
  const last = turns.at(-1)
  if (last?.role !== 'assistant') return turns
  if (why !== undefined) {
    report.unsupported(last.path, why, unsupportedValue(last.path, why))
    return turns.slice(0, -1)
  }
  const text = last.blocks.at(-1)
  if (text?.type !== 'text') return turns
  const trimmed = withoutTrailingSpace(text.text)
  if (trimmed === text.text) return turns
  report.change(`${last.path}.content`, 'White space at the end of a begun answer is taken away.')
  const blocks = [...last.blocks.slice(0, -1), { ...text, text: trimmed }]
  return [...turns.slice(0, -1), { ...last, blocks }]
}

// By hand: as a regular expression it would take quadratic time over a long gap in the middle.
function withoutTrailingSpace(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\r\n'.includes(text[end - 1]!)) end -= 1
  return text.slice(0, end)
}

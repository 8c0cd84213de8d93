import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

const WHY: Readonly<Record<string, string>> = {
  cache_control: 'Prompts of this family are not cached by marks.',
  prompt_cache_breakpoint: 'Prompts of this family are not cached by marks.',
  detail: 'This family has no levels of detail.',
  reasoning_content: 'Thoughts of earlier turns are not sent.',
  reasoning: 'Thoughts of earlier turns are not sent.',
  thinking_blocks: 'Thoughts of earlier turns are not sent.',
}

/** Reports the members of an object that are not sent; null is nothing. */
export function dropOthers(object: JsonObject, sent: readonly string[], path: string, report: LossReport): void {
  for (const name of Object.keys(object))
    if (object[name] !== null && !sent.includes(name))
      report.drop(`${path}.${name}`, (Object.hasOwn(WHY, name) && WHY[name]) || 'No model of this family reads it.')
}

import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import { refusal } from './refusal.ts'

/** Says what a model refuses in an input whose shape is right; `undefined` when nothing. */
export type Rule<Input, Capabilities> = (input: Input, capabilities: Capabilities) => string | undefined

/** The first complaint of some rules, as a record's error. */
export function firstRefusal<Input, Capabilities>(
  rules: Rule<Input, Capabilities>[],
  input: Input,
  capabilities: Capabilities,
): RecordError | undefined {
  for (const rule of rules) {
    const complaint = rule(input, capabilities)
    if (complaint !== undefined) return refusal(complaint)
  }
  return undefined
}

import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { InputSchema } from './malformed-input/input-schema.ts'
import { tooDeeplyNested } from './nesting.ts'
import { refusal } from './refusal.ts'
import { compileSchema } from './malformed-input/schema-violations.ts'

const ENDING = 'please reformat your input and try again.'

/**
 * Says which inputs a JSON Schema refuses, in the service's words: every violation with its JSON pointer, one right after
 * the other, unless the model's own way to `tell` them is another. AWS: since 2024 (lobehub/lobehub#5203,
 * langchain-ai/langchainjs#8450, pingcap/autoflow PR 574); in 2023 it counted them instead: `2 schema violations found`.
 */
export const malformedInput = (
  schema: InputSchema,
  ending: string = ENDING,
  tell: (violations: string[]) => string = (violations) => violations.join(''),
): ((modelInput: JsonObject) => RecordError | undefined) => {
  const check = compileSchema(schema)
  return (modelInput) => {
    const tooDeep = tooDeeplyNested(modelInput)
    if (tooDeep) return tooDeep
    const violations: string[] = []
    check(modelInput, '#', violations)
    return violations.length > 0 ? malformed(tell(violations), ending) : undefined
  }
}

/** A refusal in the same frame, for rules beyond a schema. */
export const malformed = (violation: string, ending: string = ENDING): RecordError =>
  refusal(`Malformed input request: ${violation}, ${ending}`)

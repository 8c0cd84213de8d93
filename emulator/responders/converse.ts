import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import { familyOf, type FamilyKey } from '../../translator/formats/models/index.ts'
import type { ChatAnswer } from '../answers/answers.ts'
import { refusedByClaude } from './converse/claude.ts'
import { toConverseInput, type ConverseInput } from './converse/input.ts'
import { converseCapabilitiesOf } from './converse/models.ts'
import { readConverse, type ConverseAsk } from './converse/read.ts'
import { CONVERSE_RULES } from './converse/rules.ts'
import { CONVERSE_SCHEMA } from './converse/schema.ts'
import { writeConverse } from './converse/write.ts'
import { malformedInput } from './malformed-input.ts'
import type { Model, Responder } from './responder.ts'
import { firstRefusal } from './rules.ts'

/** AWS: embedding and image models have no Converse. */
const IS_CONVERSE: Record<FamilyKey, boolean> = {
  'claude-messages': true,
  'claude-text': true,
  nova: true,
  'nova-embed': false,
  'titan-text': true,
  'titan-embed-text-v2': false,
  'titan-embed-g1': false,
  'titan-embed-image': false,
  llama2: true,
  llama3: true,
  llama4: true,
  'mistral-text': true,
  'mistral-chat': true,
  'cohere-command': true,
  'cohere-command-r': true,
  'cohere-embed-v3': false,
  'cohere-embed-v4': false,
  'ai21-j2': true,
  'ai21-jamba': true,
  'deepseek-r1': true,
  'openai-compat': true,
  image: false,
}

/** Whether a job with `modelInvocationType: "Converse"` can run the family's models. */
export const isConverseFamily = (family: FamilyKey): boolean => IS_CONVERSE[family]

const malformed = malformedInput(CONVERSE_SCHEMA)

function refusedByConverse(input: ConverseInput, model: Model): RecordError | undefined {
  const capabilities = converseCapabilitiesOf(model)
  return (
    firstRefusal(CONVERSE_RULES, input, capabilities) ??
    capabilities.additionalFields(input.additionalModelRequestFields ?? {})
  )
}

/** The Converse form of a record, for every chat family. */
export const converse: Responder<ConverseAsk, ChatAnswer> = {
  check(modelInput, model) {
    const shape = malformed(modelInput)
    if (shape) return shape
    const input = toConverseInput(modelInput)
    const isClaude = familyOf(model.baseModelId) === 'claude-messages'
    return refusedByConverse(input, model) ?? (isClaude ? refusedByClaude(input, model) : undefined)
  },
  read: readConverse,
  write: writeConverse,
}

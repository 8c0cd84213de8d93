import type { FamilyKey } from '../../translator/formats/models/index.ts'
import type { ChatAnswer } from '../answers/answers.ts'
import type { Unverified } from '../unverified.ts'
import { refusedCachePoint } from './converse/cache-points.ts'
import { inItsWords } from './converse/in-its-words.ts'
import { toConverseInput } from './converse/input.ts'
import { converseCapabilitiesOf } from './converse/models.ts'
import { nativesWith, refusedByNative } from './converse/native.ts'
import { readConverse, type ConverseAsk } from './converse/read.ts'
import { CONVERSE_RULES } from './converse/rules.ts'
import { CONVERSE_SCHEMA } from './converse/schema.ts'
import { writeConverse } from './converse/write.ts'
import { malformedInput } from './malformed-input.ts'
import { createOpenaiCompat } from './openai-compat.ts'
import type { Responder } from './responder.ts'
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

/** The Converse form of a record, for every chat family. */
export function createConverse(
  unverified: Pick<Unverified, 'converseCachePoints' | 'openaiUnknownMembers'>,
): Responder<ConverseAsk, ChatAnswer> {
  const nativeOf = nativesWith(createOpenaiCompat(unverified))
  const cachePoints = unverified.converseCachePoints === 'refused' ? refusedCachePoint : () => undefined
  return {
    check(modelInput, model) {
      const shape = malformed(modelInput)
      if (shape) return shape
      const input = toConverseInput(modelInput)
      const capabilities = converseCapabilitiesOf(model)
      const refused = cachePoints(input) ?? firstRefusal(CONVERSE_RULES, input, capabilities)
      if (refused) return refused
      const native = nativeOf(model)
      return native
        ? refusedByNative(native, input, model)
        : inItsWords(capabilities.additionalFields(input.additionalModelRequestFields ?? {}))
    },
    read: readConverse,
    write: writeConverse,
  }
}

import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import { toNumber, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { unanswered } from '../refusal.ts'
import { toOpenaiInput } from './input.ts'

/** They would change the shape of the answer; which of them the models on Bedrock serve is UNVERIFIED. */
const UNSERVED = ['audio', 'function_call', 'functions', 'logprobs', 'prediction', 'top_logprobs', 'web_search_options']

// Ours: what one record may make us write.
const MOST_ANSWERS = 128

const asksForSomething = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && value !== false && toNumber(value) !== 0

/** What a real model may well answer and Outcrop does not. The input's shape must have been checked. */
export function unservedMember(modelInput: JsonObject): RecordError | undefined {
  const name = UNSERVED.find((member) => asksForSomething(modelInput[member]))
  if (name !== undefined) return unanswered(name)
  const { modalities, n } = toOpenaiInput(modelInput)
  if (modalities?.some((modality) => modality !== 'text')) return unanswered('modalities other than text')
  return (toNumber(n) ?? 1) > MOST_ANSWERS ? unanswered(`n above ${MOST_ANSWERS}`) : undefined
}

import { familyOf, type FamilyKey } from '../../translator/formats/models/index.ts'
import type { ModelInvocationType } from '../../translator/formats/bedrock/job-status.ts'
import type { Unverified } from '../unverified.ts'
import { createClaudeMessages } from './claude-messages.ts'
import { cohereEmbedV3 } from './cohere-embed-v3.ts'
import { cohereEmbedV4 } from './cohere-embed-v4.ts'
import { createConverse, isConverseFamily } from './converse.ts'
import { llama3 } from './llama3.ts'
import { llama4 } from './llama4.ts'
import { createMistralChat } from './mistral-chat.ts'
import { nova } from './nova.ts'
import { createOpenaiCompat } from './openai-compat.ts'
import type { Model, Responder } from './responder.ts'
import { titanEmbedTextV2 } from './titan-embed-text-v2.ts'

/** Families that nobody answers here yet, and image models: AWS's batch inference would refuse them in these words too. */
const NOT_ANSWERED = undefined

function createFamilies(unverified: Unverified): Record<FamilyKey, Responder | undefined> {
  const openaiCompat = createOpenaiCompat(unverified)
  return {
    'claude-messages': createClaudeMessages(unverified),
    'claude-text': NOT_ANSWERED,
    nova,
    'nova-embed': NOT_ANSWERED,
    'titan-text': NOT_ANSWERED,
    'titan-embed-text-v2': titanEmbedTextV2,
    'titan-embed-g1': NOT_ANSWERED,
    'titan-embed-image': NOT_ANSWERED,
    llama2: NOT_ANSWERED,
    llama3,
    llama4,
    'mistral-text': NOT_ANSWERED,
    'mistral-chat': createMistralChat(openaiCompat),
    'cohere-command': NOT_ANSWERED,
    'cohere-command-r': NOT_ANSWERED,
    'cohere-embed-v3': cohereEmbedV3,
    'cohere-embed-v4': cohereEmbedV4,
    'ai21-j2': NOT_ANSWERED,
    'ai21-jamba': NOT_ANSWERED,
    'deepseek-r1': NOT_ANSWERED,
    'openai-compat': openaiCompat,
    image: NOT_ANSWERED,
  }
}

/** What a job's records are answered with. */
interface Answering {
  model: Model
  family: FamilyKey
  responder: Responder
}

export interface Responders {
  /** `undefined` when the model, or this form of a job with it, is not answered. */
  find: (request: { baseModelId: string; invocationType: ModelInvocationType }) => Responder | undefined
  /** Of a job that Create has accepted. */
  of: (job: { baseModelId: string; modelArn: string; invocationType: ModelInvocationType }) => Answering
}

/** The responders by family, with the settings that they depend on. */
export function createResponders(unverified: Unverified): Responders {
  const byFamily = createFamilies(unverified)
  const converse = createConverse(unverified)
  const find: Responders['find'] = ({ baseModelId, invocationType }) => {
    const family = familyOf(baseModelId)
    const responder = family && byFamily[family]
    if (!responder || responder.models?.test(baseModelId) === false) return undefined
    if (invocationType === 'InvokeModel') return responder
    return isConverseFamily(family) ? converse : undefined
  }
  return {
    find,
    of: ({ baseModelId, modelArn, invocationType }) => ({
      model: { baseModelId, modelArn },
      family: familyOf(baseModelId)!,
      responder: find({ baseModelId, invocationType })!,
    }),
  }
}

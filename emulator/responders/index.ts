import { familyOf, type FamilyKey } from '../../translator/formats/models/index.ts'
import type { ModelInvocationType } from '../../translator/formats/bedrock/job-status.ts'
import type { Unverified } from '../unverified.ts'
import { ai21J2 } from './ai21-j2.ts'
import { ai21Jamba } from './ai21-jamba.ts'
import { createClaudeMessages } from './claude-messages.ts'
import { createClaudeText } from './claude-text.ts'
import { cohereCommand } from './cohere-command.ts'
import { cohereCommandR } from './cohere-command-r.ts'
import { cohereEmbedV3 } from './cohere-embed-v3.ts'
import { cohereEmbedV4 } from './cohere-embed-v4.ts'
import { createConverse, isConverseFamily } from './converse.ts'
import { deepseekR1 } from './deepseek-r1.ts'
import { llama2 } from './llama2.ts'
import { llama3 } from './llama3.ts'
import { llama4 } from './llama4.ts'
import { createMistralChat } from './mistral-chat.ts'
import { mistralText } from './mistral-text.ts'
import { nova } from './nova.ts'
import { novaEmbed } from './nova-embed.ts'
import { createOpenaiCompat } from './openai-compat.ts'
import type { Model, Responder } from './responder.ts'
import { titanEmbedG1 } from './titan-embed-g1.ts'
import { titanEmbedImage } from './titan-embed-image.ts'
import { titanEmbedTextV2 } from './titan-embed-text-v2.ts'
import { titanText } from './titan-text.ts'

/** Image models: AWS's batch inference would refuse them in these words too. */
const NOT_ANSWERED = undefined

function createFamilies(unverified: Unverified): Record<FamilyKey, Responder | undefined> {
  const openaiCompat = createOpenaiCompat(unverified)
  const claudeMessages = createClaudeMessages(unverified)
  return {
    'claude-messages': claudeMessages,
    'claude-text': createClaudeText(claudeMessages),
    nova,
    'nova-embed': novaEmbed,
    'titan-text': titanText,
    'titan-embed-text-v2': titanEmbedTextV2,
    'titan-embed-g1': titanEmbedG1,
    'titan-embed-image': titanEmbedImage,
    llama2,
    llama3,
    llama4,
    'mistral-text': mistralText,
    'mistral-chat': createMistralChat(openaiCompat),
    'cohere-command': cohereCommand,
    'cohere-command-r': cohereCommandR,
    'cohere-embed-v3': cohereEmbedV3,
    'cohere-embed-v4': cohereEmbedV4,
    'ai21-j2': ai21J2,
    'ai21-jamba': ai21Jamba,
    'deepseek-r1': deepseekR1,
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
    if (!responder) return undefined
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

import { familyOf, type FamilyKey, toBaseModelId } from '../formats/models/index.ts'
import type { Mapping } from './mapping.ts'

/** Families whose models take chat or embeddings; a family without its mapping does not compile. */
export type MappedFamily = Exclude<FamilyKey, 'image'>

/** Each family's mapping, loaded when the first line needs it. */
const MAPPINGS: Record<MappedFamily, () => Promise<{ mapping: Mapping }>> = {
  'claude-messages': () => import('./claude-messages/index.ts'),
  nova: () => import('./nova/index.ts'),
  'claude-text': () => import('./claude-text/index.ts'),
  'titan-text': () => import('./titan-text/index.ts'),
  llama2: () => import('./llama/llama2.ts'),
  llama3: () => import('./llama/llama3.ts'),
  llama4: () => import('./llama/llama4.ts'),
  'mistral-text': () => import('./mistral-text/index.ts'),
  'cohere-command': () => import('./cohere-command/index.ts'),
  'ai21-j2': () => import('./ai21-j2/index.ts'),
  'deepseek-r1': () => import('./deepseek-r1/index.ts'),
  'openai-compat': () => import('./openai-compat/index.ts'),
  'mistral-chat': () => import('./mistral-chat/index.ts'),
  'ai21-jamba': () => import('./ai21-jamba/index.ts'),
  'cohere-command-r': () => import('./cohere-command-r/index.ts'),
  'titan-embed-text-v2': () => import('./titan-embed/text-v2.ts'),
  'titan-embed-g1': () => import('./titan-embed/g1.ts'),
  'titan-embed-image': () => import('./titan-embed/image.ts'),
  'nova-embed': () => import('./nova-embed/index.ts'),
  'cohere-embed-v3': () => import('./cohere-embed/v3.ts'),
  'cohere-embed-v4': () => import('./cohere-embed/v4.ts'),
}

export interface MappedModel {
  modelId: string
  family: MappedFamily
  mapping: Mapping
}

/** No mapping can be had for the model; the message says why. */
export class UnmappedModelError extends Error {}

/** The mapping of a model id, profile id or ARN. Throws an UnmappedModelError: never a guess. */
export async function findMapping(modelId: string, { converse }: { converse: boolean }): Promise<MappedModel> {
  const family = familyOf(modelId)
  if (family === undefined)
    throw new UnmappedModelError(
      `nothing says which family the model ${JSON.stringify(modelId)} belongs to; name the foundation model instead, also where an application inference profile or a custom model runs it`,
    )
  if (family === 'image') throw new UnmappedModelError(`${modelId} makes images, which no OpenAI batch line asks for`)
  const load = converse ? loaderOfConverse(modelId, family) : MAPPINGS[family]
  const { mapping } = await load()
  return { modelId: toBaseModelId(modelId)!, family, mapping }
}

/** AWS: Converse makes no embeddings, and serves Command and Jurassic-2 without chat. */
const WITHOUT_CONVERSE: Partial<Record<MappedFamily, string>> = {
  'titan-embed-text-v2': 'makes no embeddings',
  'titan-embed-g1': 'makes no embeddings',
  'titan-embed-image': 'makes no embeddings',
  'nova-embed': 'makes no embeddings',
  'cohere-embed-v3': 'makes no embeddings',
  'cohere-embed-v4': 'makes no embeddings',
  'cohere-command': 'does not chat with this model',
  'ai21-j2': 'does not chat with this model',
}

/** Whether the family's models answer Converse. */
export const takesConverse = (family: MappedFamily): boolean => WITHOUT_CONVERSE[family] === undefined

function loaderOfConverse(modelId: string, family: MappedFamily): () => Promise<{ mapping: Mapping }> {
  if (takesConverse(family)) return () => import('./converse/index.ts')
  const why = WITHOUT_CONVERSE[family]!
  throw new UnmappedModelError(`Converse ${why} (${modelId}); translate to the InvokeModel form, without --converse`)
}

/** Every family's mapping, in the order of the table above: for the documentation. */
export async function loadMappings(): Promise<Map<string, Mapping>> {
  const loaded = new Map<string, Mapping>()
  for (const [family, load] of Object.entries(MAPPINGS)) loaded.set(family, (await load()).mapping)
  return loaded
}

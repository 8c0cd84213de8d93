import type { Effort } from '../../chat/efforts.ts'

export interface Capabilities {
  images: 'none' | 'bytes' | 'bytesOrS3'
  maxTokens: number
  /** Whether and how hard the model can be asked to think. */
  efforts: readonly Effort[]
  minTemperature?: number
  /** Whether a text may carry a mark of the prompt cache. */
  cachePoints: boolean
}

const NOVA_1: Capabilities = { images: 'bytesOrS3', maxTokens: 10_000, efforts: [], cachePoints: true }
const NOVA_2: Capabilities = {
  images: 'bytes',
  maxTokens: 64_000,
  efforts: ['low', 'medium', 'high'],
  minTemperature: 0.00001,
  cachePoints: false,
}

/**
 * Sources: AWS's request schemas of Nova and Nova 2; tokens from LiteLLM's map of models (1.106, 2026-11); that Nova 2 refuses
 * marks of the prompt cache, from users (zeroclaw pull 8943).
 */
export const MODELS: readonly (readonly [pattern: RegExp, can: Capabilities])[] = [
  [/^amazon\.nova-micro-/, { ...NOVA_1, images: 'none' }],
  [/^amazon\.nova-(?:lite|pro|premier)-/, NOVA_1],
  [/^amazon\.nova-2-/, NOVA_2],
]

/** A model that nobody has listed yet is taken for one of the second generation. */
export const capabilitiesOf = (modelId: string): Capabilities =>
  MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? NOVA_2

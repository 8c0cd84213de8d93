import { createLlama, type LlamaModels } from './llama/llama.ts'
import { LLAMA_3_TEMPLATE, LLAMA_4_TEMPLATE } from './llama/prompt.ts'

/** The bound is UNVERIFIED. */
export const LLAMA_4_MODELS: LlamaModels[] = [{ models: /^meta\.llama4-/, maxTokens: 8192, images: true }]

/** Llama 4 Scout and Maverick. Real code sends them the template of Llama 3, too. */
export const llama4 = createLlama(LLAMA_4_MODELS, [LLAMA_4_TEMPLATE, LLAMA_3_TEMPLATE])

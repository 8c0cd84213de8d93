import { createLlama, type LlamaModels } from './llama/llama.ts'
import { LLAMA_3_TEMPLATE, LLAMA_4_TEMPLATE, readLlamaPrompt } from './llama/prompt.ts'

/** The bound is UNVERIFIED. */
export const LLAMA_4_MODELS: LlamaModels[] = [{ models: /^meta\.llama4-/, maxTokens: 8192, images: true }]

const TEMPLATES = [LLAMA_4_TEMPLATE, LLAMA_3_TEMPLATE]

/** Llama 4 Scout and Maverick. Real code sends them the template of Llama 3, too. */
export const llama4 = createLlama(LLAMA_4_MODELS, (prompt) => readLlamaPrompt(prompt, TEMPLATES))

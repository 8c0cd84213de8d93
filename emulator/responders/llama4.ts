import { createLlama } from './llama/llama.ts'
import { LLAMA_3_TEMPLATE, LLAMA_4_TEMPLATE } from './llama/prompt.ts'

/** Llama 4 Scout and Maverick; the bound is UNVERIFIED. Real code sends them the template of Llama 3, too. */
export const llama4 = createLlama(
  [{ models: /^meta\.llama4-/, maxTokens: 8192, images: true }],
  [LLAMA_4_TEMPLATE, LLAMA_3_TEMPLATE],
)

import { createLlama } from './llama/llama.ts'
import { LLAMA_3_TEMPLATE } from './llama/prompt.ts'

/**
 * Llama 3, 3.1, 3.2 and 3.3. Sources: AWS's page "Meta Llama models" (2,048 tokens, images only for 3.2); that 3.3 answers
 * with 8,192 tokens is UNVERIFIED.
 */
export const llama3 = createLlama(
  [
    { models: /^meta\.llama3-2-(?:11b|90b)-/, maxTokens: 2048, images: true },
    { models: /^meta\.llama3-3-/, maxTokens: 8192, images: false },
    { models: /^meta\.llama3-/, maxTokens: 2048, images: false },
  ],
  [LLAMA_3_TEMPLATE],
)

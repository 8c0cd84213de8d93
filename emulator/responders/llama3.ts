import { createLlama, type LlamaModels } from './llama/llama.ts'
import { LLAMA_3_TEMPLATE, readLlamaPrompt } from './llama/prompt.ts'

/** Sources: AWS's page "Meta Llama models" (2,048 tokens, images only for 3.2); that 3.3 answers with 8,192 is UNVERIFIED. */
export const LLAMA_3_MODELS: LlamaModels[] = [
  { models: /^meta\.llama3-2-(?:11b|90b)-/, maxTokens: 2048, images: true },
  { models: /^meta\.llama3-3-/, maxTokens: 8192, images: false },
  { models: /^meta\.llama3-/, maxTokens: 2048, images: false },
]

/** Llama 3, 3.1, 3.2 and 3.3. */
export const llama3 = createLlama(LLAMA_3_MODELS, (prompt) => readLlamaPrompt(prompt, [LLAMA_3_TEMPLATE]))

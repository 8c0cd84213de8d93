import { createLlama, type LlamaModels } from './llama/llama.ts'
import { LLAMA_3_TEMPLATE, readLlamaPrompt } from './llama/prompt.ts'

/**
 * Sources: AWS's page "Meta Llama models" (2,048 tokens, images only for 3.2). From 3.1 on AWS was seen to name a limit of 8,192
 * (pollinations/pollinations PR 5503, 2025-11), where it had 2,048 in 2024 (aws-samples/bedrock-access-gateway#41); with 3.2
 * and 3.3, too.
 */
export const LLAMA_3_MODELS: LlamaModels[] = [
  { models: /^meta\.llama3-2-(?:11b|90b)-/, maxTokens: 8192, images: true },
  { models: /^meta\.llama3-[123]-/, maxTokens: 8192, images: false },
  { models: /^meta\.llama3-/, maxTokens: 2048, images: false },
]

/** Llama 3, 3.1, 3.2 and 3.3. */
export const llama3 = createLlama(LLAMA_3_MODELS, (prompt) => readLlamaPrompt(prompt, [LLAMA_3_TEMPLATE]))

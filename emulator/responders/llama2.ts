import type { Turn } from '../answers/answers.ts'
import { readInstPrompt } from './inst-prompt.ts'
import { createLlama, type LlamaModels } from './llama/llama.ts'

/** Source: AWS's page "Meta Llama models", as long as it had Llama 2. */
export const LLAMA_2_MODELS: LlamaModels[] = [{ models: /^meta\.llama2-/, maxTokens: 2048, images: false }]

const SYSTEM = '<<SYS>>'
const SYSTEM_END = '<</SYS>>'

/** What the system says stands within the first turn of the user. */
function readPrompt(prompt: string): Turn[] {
  const turns = readInstPrompt(prompt)
  const [first, ...others] = turns
  const end = first!.text.indexOf(SYSTEM_END)
  if (!first!.text.startsWith(SYSTEM) || end === -1) return turns
  const system = first!.text.slice(SYSTEM.length, end).trim()
  const text = first!.text.slice(end + SYSTEM_END.length).trim()
  return [{ role: 'system', text: system }, { role: 'user', text }, ...others]
}

/** Llama 2 Chat. */
export const llama2 = createLlama(LLAMA_2_MODELS, readPrompt)

import type { InputOptions } from '../../translator/batches/input-translation.ts'

/** A model of a chat family, as it is translated for here. */
export interface ChatModel {
  name: string
  options: InputOptions
  /** Whether it can be given tools, and conversations that call some. */
  tools: boolean
  /** Parameters that it is not asked with here. */
  without?: string[]
  /** Refusals of lines that other models would take. */
  refuses?: RegExp
}

const model = (
  modelId: string,
  { converse = false, tools = !converse, ...others }: Partial<ChatModel> & { converse?: boolean } = {},
): ChatModel => ({
  name: converse ? `${modelId} in Converse` : modelId,
  options: { modelId, converse, unsupported: 'drop', fanOut: true },
  tools,
  ...others,
})

/** One of each family at least, in both forms: the emulator's answers go all the way round. */
export const CHAT_MODELS: ChatModel[] = [
  model('anthropic.claude-3-haiku-20240307-v1:0'),
  model('us.anthropic.claude-sonnet-4-20250514-v1:0'),
  model('us.anthropic.claude-opus-4-1-20250805-v1:0'),
  model('us.anthropic.claude-haiku-4-5-20251001-v1:0'),
  model('us.anthropic.claude-opus-4-6-v1'),
  model('global.anthropic.claude-opus-4-8'),
  model('global.anthropic.claude-opus-5-5'),
  model('amazon.nova-lite-v1:0'),
  model('us.amazon.nova-2-lite-v1:0'),
  model('meta.llama3-1-8b-instruct-v1:0', { tools: false }),
  model('us.meta.llama4-maverick-17b-instruct-v1:0', { tools: false }),
  model('mistral.mistral-large-2407-v1:0', {
    refuses: /^Unsupported value: 'messages'\. This model must answer the results of its calls/,
  }),
  model('mistral.ministral-3-8b-instruct'),
  model('openai.gpt-oss-120b-1:0'),
  model('qwen.qwen3-32b-v1:0'),
  model('deepseek.v3-v1:0'),
  model('us.deepseek.r1-v1:0', { tools: false }),
  model('cohere.command-r-plus-v1:0', { refuses: /^Invalid value for 'tools': the last message answers calls/ }),
  // Of several answers Jamba refuses those that a temperature of 0 would make the same.
  model('ai21.jamba-1-5-large-v1:0', { without: ['n'] }),
  model('minimax.minimax-m2'),
  model('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { converse: true }),
  model('global.anthropic.claude-opus-4-8', { converse: true }),
  model('amazon.nova-lite-v1:0', { converse: true }),
  model('us.amazon.nova-2-lite-v1:0', { converse: true }),
  // Whether Converse takes stop sequences for Llama is not known: the emulator refuses them.
  model('us.meta.llama3-3-70b-instruct-v1:0', { converse: true, without: ['stop'] }),
  model('mistral.mistral-large-2407-v1:0', { converse: true }),
  model('openai.gpt-oss-120b-1:0', { converse: true }),
  model('qwen.qwen3-32b-v1:0', { converse: true }),
  model('cohere.command-r-plus-v1:0', { converse: true }),
  model('meta.llama2-70b-chat-v1', { tools: false }),
  model('mistral.mistral-7b-instruct-v0:2', { tools: false }),
  model('amazon.titan-text-express-v1', { tools: false }),
  model('anthropic.claude-v2:1', { tools: false }),
  model('ai21.j2-ultra-v1', { tools: false }),
  model('cohere.command-text-v14', { tools: false }),
  model('mistral.mistral-7b-instruct-v0:2', { converse: true }),
]

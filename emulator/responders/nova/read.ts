import { toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAsk, Turn } from '../../answers/answers.ts'
import { reasoningConfigOf, toNovaInput, type NovaBlock, type NovaInput, type NovaMessage } from './input.ts'
import { novaCapabilitiesOf } from './models.ts'
import type { Model } from '../responder.ts'

/** Thoughts of earlier turns are not said again; a call is its name and its arguments. */
function textsOf({ text, toolUse }: NovaBlock): string[] {
  if (toolUse) return [`${toolUse.name}(${JSON.stringify(toolUse.input)})`]
  return text === undefined ? [] : [text]
}

const resultText = ({ content }: NonNullable<NovaBlock['toolResult']>): string =>
  content.flatMap(({ text, json }) => text ?? (json ? [JSON.stringify(json)] : [])).join('\n')

/** Results of tools are turns of their own, before what the user says beside them. */
function turnsOf({ role, content }: NovaMessage): Turn[] {
  const results = content.flatMap(({ toolResult }) => toolResult ?? [])
  const rest = content.filter(({ toolResult }) => !toolResult).flatMap(textsOf)
  return [
    ...results.map((result): Turn => ({ role: 'tool', text: resultText(result) })),
    ...(results.length > 0 && rest.length === 0 ? [] : [{ role, text: rest.join('\n') }]),
  ]
}

const countMedia = (blocks: NovaBlock[]): number => blocks.filter(({ image, video }) => image ?? video).length

function forcedToolOf({ toolConfig }: NovaInput): ChatAsk['forcedTool'] {
  const { any, tool } = toolConfig?.toolChoice ?? {}
  return any ? 'any' : tool
}

/** `modelInput` must have passed the check. */
export function readNova(modelInput: JsonObject, model: Model): ChatAsk {
  const input = toNovaInput(modelInput)
  const { system = [], messages, toolConfig, inferenceConfig = {} } = input
  const blocks = messages.flatMap(({ content }) => content)
  return {
    kind: 'chat',
    turns: [
      ...(system.length === 0 ? [] : [{ role: 'system' as const, text: system.map(({ text }) => text).join('\n') }]),
      ...messages.flatMap(turnsOf),
    ],
    mediaCount: countMedia(blocks) + countMedia(blocks.flatMap(({ toolResult }) => toolResult?.content ?? [])),
    // What Nova's own tools do happens on its side.
    tools: (toolConfig?.tools ?? []).flatMap(({ toolSpec }) =>
      toolSpec ? { name: toolSpec.name, schema: toolSpec.inputSchema.json } : [],
    ),
    forcedTool: forcedToolOf(input),
    schema: undefined,
    jsonObject: false,
    maxTokens:
      toNumber(inferenceConfig.maxTokens) ??
      toNumber(inferenceConfig.max_new_tokens) ??
      novaCapabilitiesOf(model).maxTokens,
    stopSequences: inferenceConfig.stopSequences ?? [],
    choiceCount: 1,
    reasoning: reasoningConfigOf(input)?.type === 'enabled',
  }
}

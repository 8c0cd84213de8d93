import { isJsonObject, toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAsk, Turn } from '../../answers/answers.ts'
import type { ClaudeAsk } from '../claude-messages/read.ts'
import { placedContents, toConverseInput, type ContentBlock, type ConverseInput } from './input.ts'
import { converseCapabilitiesOf } from './models.ts'
import { nativeOf, toNativeBody } from './native.ts'
import { responseSchemaOf } from './response-schema.ts'
import type { Model } from '../responder.ts'

/** An ask that also remembers what the output says besides the answer. */
export interface ConverseAsk extends ClaudeAsk {
  responseFieldPaths?: string[]
  /** Members of the request that come back as they are. */
  echoed?: JsonObject
}

/** What a model reads in a block; thoughts of earlier turns are not said again. */
function textsOf({ text, document, citationsContent, searchResult, guardContent }: ContentBlock): string[] {
  if (text !== undefined) return [text]
  if (document) {
    const { name, context, source } = document
    return [name, context, source.text, ...(source.content ?? []).map((part) => part.text)].filter(
      (part) => part !== undefined,
    )
  }
  if (searchResult) return [searchResult.title, ...searchResult.content.map((part) => part.text)]
  if (guardContent?.text) return [guardContent.text.text]
  return (citationsContent?.content ?? []).map((part) => part.text)
}

const turnOf = (role: Turn['role'], blocks: ContentBlock[]): Turn => ({
  role,
  text: blocks.flatMap(textsOf).join('\n'),
})

const isMedium = ({ image, document, video, audio, guardContent }: ContentBlock): boolean =>
  (image ?? document ?? video ?? audio ?? guardContent?.image) !== undefined

/** What the model reads, in order, and how many media come with it. */
const readMessages = (input: ConverseInput): Pick<ChatAsk, 'turns' | 'mediaCount'> => {
  const { system = [], messages } = input
  return {
    turns: [
      ...(system.length === 0 ? [] : [turnOf('system', system)]),
      ...messages.map(({ role, content }) => turnOf(role, content)),
    ],
    mediaCount: placedContents(input).filter(({ block }) => isMedium(block)).length,
  }
}

/** Of a model whose own format is not handed on. */
function readWithoutNative(input: ConverseInput, model: Model): ChatAsk {
  const { maxTokens, reasoning } = converseCapabilitiesOf(model)
  const schema = responseSchemaOf(input)
  return {
    kind: 'chat',
    ...readMessages(input),
    tools: [],
    forcedTool: undefined,
    schema: isJsonObject(schema) ? schema : undefined,
    jsonObject: false,
    // AWS: without a bound the model's own holds.
    maxTokens: toNumber(input.inferenceConfig?.maxTokens) ?? maxTokens,
    stopSequences: input.inferenceConfig?.stopSequences ?? [],
    choiceCount: 1,
    reasoning,
  }
}

function readChat(input: ConverseInput, model: Model): ClaudeAsk {
  const native = nativeOf(model)
  if (!native) return readWithoutNative(input, model)
  const ask = native.responder.read(toNativeBody(native, input, model), model)
  return native.hasMessages ? ask : { ...ask, ...readMessages(input) }
}

/** `modelInput` must have passed the check. */
export function readConverse(modelInput: JsonObject, model: Model): ConverseAsk {
  const input = toConverseInput(modelInput)
  const { performanceConfig, serviceTier, additionalModelResponseFieldPaths = [] } = input
  return {
    ...readChat(input, model),
    responseFieldPaths: additionalModelResponseFieldPaths,
    echoed: { ...(performanceConfig && { performanceConfig }), ...(serviceTier && { serviceTier }) },
  }
}

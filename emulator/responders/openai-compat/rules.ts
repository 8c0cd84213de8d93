import { isObjectInJson, toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import { toBaseModelId } from '../../../translator/formats/models/index.ts'
import { base64Size } from '../base64.ts'
import { parseDataUri } from '../data-uri.ts'
import { partsOf, schemaOf, type OpenaiInput, type OpenaiPart } from './input.ts'
import type { OpenaiCapabilities } from './models.ts'
import type { Model } from '../responder.ts'
import type { Rule } from '../rules.ts'

/* What the models with OpenAI's body refuse beyond its shape. Every text here is UNVERIFIED; the facts are as marked. */

/** An input together with what else a rule needs. */
interface Context extends OpenaiCapabilities {
  model: Model
  modelInput: JsonObject
}

type OpenaiRule = Rule<OpenaiInput, Context>

/** AWS: the name may be left out, and must else be the model's ("OpenAI models"); a profile's id or ARN names it too. */
const model: OpenaiRule = (input, { model: { baseModelId, modelArn } }) => {
  const name = input.model
  const isSame = name == null || name === modelArn || toBaseModelId(name) === baseModelId
  return isSame ? undefined : `The model ${name} in the request body doesn't match the model ${baseModelId}.`
}

/** AWS: must be false in InvokeModel ("OpenAI models"). */
const stream: OpenaiRule = (input) => (input.stream ? 'The stream field must be false.' : undefined)

const RANGES: [name: keyof OpenaiInput, minimum: number, maximum: number][] = [
  ['temperature', 0, 2],
  ['top_p', 0, 1],
  ['frequency_penalty', -2, 2],
  ['presence_penalty', -2, 2],
  ['n', 1, Infinity],
  ['max_tokens', 1, Infinity],
  ['max_completion_tokens', 1, Infinity],
]

/** The ranges of OpenAI's documents. */
const ranges: OpenaiRule = (_input, { modelInput }) => {
  for (const [name, minimum, maximum] of RANGES) {
    const amount = toNumber(modelInput[name])
    if (amount === undefined || (amount >= minimum && amount <= maximum)) continue
    const expected = maximum === Infinity ? `at least ${minimum}` : `between ${minimum} and ${maximum}`
    return `${name} must be ${expected}.`
  }
  return undefined
}

const messages: OpenaiRule = (input) => (input.messages.length === 0 ? 'messages must not be empty.' : undefined)

const partFlaw = (part: OpenaiPart, { images, audio }: Context): string | undefined => {
  if (part.type === 'image_url') {
    if (!images) return "This model doesn't support images."
    const isImage = parseDataUri(part.image_url.url)?.mediaType.startsWith('image/')
    return isImage ? undefined : 'Images must be data URIs with base64.'
  }
  if (part.type !== 'input_audio') return undefined
  if (!audio) return "This model doesn't support audio."
  return base64Size(part.input_audio.data) === undefined ? "The data of input_audio isn't valid base64." : undefined
}

/** AWS: gpt-oss takes text only, as do most of these models. */
const media: OpenaiRule = (input, context) => {
  const flaws = input.messages.flatMap(partsOf).map((part) => partFlaw(part, context))
  return flaws.find((flaw) => flaw !== undefined)
}

/** Names are not looked at: what Bedrock has against some is not known. */
const tools: OpenaiRule = (input) => {
  const definitions = (input.tools ?? []).map((tool) => tool.function)
  return definitions.every(({ parameters }) => parameters == null || isObjectInJson(parameters))
    ? undefined
    : 'The parameters of a tool must be an object.'
}

const toolChoice: OpenaiRule = ({ tools: defined, tool_choice }) => {
  const names = (defined ?? []).map((tool) => tool.function.name)
  if (tool_choice === 'required' && names.length === 0) return 'tool_choice is only allowed when tools are specified.'
  if (typeof tool_choice !== 'object' || tool_choice === null) return undefined
  const { name } = tool_choice.function
  return names.includes(name) ? undefined : `The tool ${name} in tool_choice is not one of the tools.`
}

const responseFormat: OpenaiRule = (input) => {
  const schema = schemaOf(input)
  return schema == null || isObjectInJson(schema) ? undefined : 'The schema of response_format must be an object.'
}

export const OPENAI_RULES: OpenaiRule[] = [model, stream, ranges, messages, media, tools, toolChoice, responseFormat]

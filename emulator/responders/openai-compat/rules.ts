import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { toBaseModelId } from '../../../translator/formats/models/index.ts'
import { base64Size } from '../base64.ts'
import { parseDataUri } from '../data-uri.ts'
import { firstDuplicate } from '../first-duplicate.ts'
import { partsOf, schemaOf, stopsOf, type OpenaiInput, type OpenaiPart } from './input.ts'
import type { OpenaiCapabilities } from './models.ts'
import { isObjectInJson, toNumber } from '../raw-number.ts'
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
const stream: OpenaiRule = (input) => {
  if (input.stream) return 'The stream field must be false.'
  return input.stream_options == null ? undefined : 'The stream_options field is only allowed when stream is true.'
}

const RANGES: [name: keyof OpenaiInput, minimum: number, maximum: number][] = [
  ['temperature', 0, 2],
  ['top_p', 0, 1],
  ['frequency_penalty', -2, 2],
  ['presence_penalty', -2, 2],
  ['n', 1, 128],
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

const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== false

/** They would change the shape of the answer, and no model here is known to serve them. */
const UNSERVED = ['audio', 'function_call', 'functions', 'logprobs', 'prediction', 'top_logprobs', 'web_search_options']

const unserved: OpenaiRule = ({ modalities }, { modelInput }) => {
  const name = UNSERVED.find((other) => isPresent(modelInput[other]))
  if (name !== undefined) return `This model doesn't support the ${name} field.`
  return modalities?.some((modality) => modality !== 'text')
    ? "This model doesn't support other modalities than text."
    : undefined
}

/** The pattern and the limit are OpenAI's. */
const tools: OpenaiRule = (input) => {
  const definitions = (input.tools ?? []).map((tool) => tool.function)
  const names = definitions.map(({ name }) => name)
  const wrong = names.find((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))
  if (wrong !== undefined) return `The name of tool ${wrong} must match the pattern ^[a-zA-Z0-9_-]{1,64}$.`
  const twice = firstDuplicate(names)
  if (twice !== undefined) return `The tool ${twice} is defined twice.`
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

const stops: OpenaiRule = (input) => (stopsOf(input).length > 4 ? 'stop may hold at most 4 sequences.' : undefined)

const responseFormat: OpenaiRule = (input) => {
  const schema = schemaOf(input)
  return schema == null || isObjectInJson(schema) ? undefined : 'The schema of response_format must be an object.'
}

const effort: OpenaiRule = ({ reasoning_effort }, { efforts }) =>
  reasoning_effort == null || efforts.length === 0 || efforts.includes(reasoning_effort)
    ? undefined
    : `reasoning_effort must be one of ${efforts.join(', ')}.`

export const OPENAI_RULES: OpenaiRule[] = [
  model,
  stream,
  ranges,
  messages,
  media,
  unserved,
  tools,
  toolChoice,
  stops,
  responseFormat,
  effort,
]

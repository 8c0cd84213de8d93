import { invalidType, invalidValue } from '../errors.ts'
import { isJsonObject, toNumber, type Json } from '../formats/json-text.ts'
import type { ChatParameter, EmbeddingParameter } from './parameters.ts'

type Check = (value: Json, name: string) => void

const is =
  (expected: string, holds: (value: Json) => boolean): Check =>
  (value, name) => {
    if (!holds(value)) throw invalidType(name, expected, value)
  }

const string = is('a string', (value) => typeof value === 'string')
const boolean = is('a boolean', (value) => typeof value === 'boolean')
const array = is('an array', (value) => Array.isArray(value))
const object = is('an object', (value) => isJsonObject(value) && !JSON.isRawJSON(value))
const stop = is(
  'a string or an array of strings',
  (value) => typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
)

const number =
  (min: number, max: number): Check =>
  (value, name) => {
    const found = toNumber(value)
    if (found === undefined) throw invalidType(name, 'a number', value)
    if (found < min || found > max) throw invalidValue(name, `it must be between ${min} and ${max}.`)
  }

const integer =
  (min: number): Check =>
  (value, name) => {
    const found = toNumber(value)
    if (found === undefined || !Number.isInteger(found)) throw invalidType(name, 'an integer', value)
    if (found < min) throw invalidValue(name, `it must be at least ${min}.`)
  }

const oneOf =
  (...words: string[]): Check =>
  (value, name) => {
    if (typeof value !== 'string') throw invalidType(name, 'a string', value)
    if (!words.includes(value)) throw invalidValue(name, `${JSON.stringify(value)} is not one of ${words.join(', ')}.`)
  }

const anything: Check = () => {}

/** Types and bounds of OpenAI's own reference; what a single model allows is its family's matter. */
const CHECKS: Record<ChatParameter | EmbeddingParameter, Check> = {
  audio: object,
  dimensions: integer(1),
  frequency_penalty: number(-2, 2),
  function_call: anything,
  functions: array,
  logit_bias: object,
  logprobs: boolean,
  max_completion_tokens: integer(1),
  max_tokens: integer(1),
  metadata: object,
  modalities: array,
  moderation: object,
  n: integer(1),
  parallel_tool_calls: boolean,
  prediction: object,
  presence_penalty: number(-2, 2),
  prompt_cache_key: string,
  prompt_cache_options: object,
  prompt_cache_retention: string,
  reasoning_effort: oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
  response_format: object,
  safety_identifier: string,
  seed: integer(-Infinity),
  service_tier: string,
  stop,
  store: boolean,
  stream: boolean,
  stream_options: object,
  temperature: number(0, 2),
  tool_choice: anything,
  tools: array,
  top_logprobs: integer(0),
  top_p: number(0, 1),
  user: string,
  verbosity: oneOf('low', 'medium', 'high'),
  web_search_options: object,
}

/** Throws a LineError where a parameter is not of the type that OpenAI gives it; knows nothing of other names. */
export function checkParameterType(name: string, value: Json): void {
  if (Object.hasOwn(CHECKS, name)) CHECKS[name as ChatParameter](value, name)
}

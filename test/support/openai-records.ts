import { openaiCompat } from '../../emulator/responders/openai-compat.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { modelOf } from './responders.ts'

export const GPT_OSS = 'openai.gpt-oss-20b-1:0'
export const QWEN = 'qwen.qwen3-32b-v1:0'
export const QWEN_VL = 'qwen.qwen3-vl-235b-a22b'
export const DEEPSEEK = 'deepseek.v3-v1:0'

export const user = (content: JsonObject['content'] = 'Hello'): JsonObject => ({ role: 'user', content: content! })
export const imageAt = (url: string): JsonObject => ({ type: 'image_url', image_url: { url } })
export const call = (id: string, args = '{"city":"Oslo"}'): JsonObject => ({
  id,
  type: 'function',
  function: { name: 'get_weather', arguments: args },
})
export const schema: JsonObject = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
export const tool = (name = 'get_weather', members: JsonObject = { parameters: schema }): JsonObject => ({
  type: 'function',
  function: { name, ...members },
})
export const bySchema = (json_schema: JsonObject): JsonObject => ({
  response_format: { type: 'json_schema', json_schema },
})

/** A body that every model takes, with what a test says of it. */
export const openaiInput = (members: JsonObject = {}): JsonObject => ({ messages: [user()], ...members })
/** What a model has against a body; gpt-oss unless said. */
export const checkOpenai = (members: JsonObject, id = GPT_OSS) => openaiCompat.check(openaiInput(members), modelOf(id))
export const openaiAsk = (members: JsonObject, id = GPT_OSS) => openaiCompat.read(openaiInput(members), modelOf(id))

import { createMistralChat } from '../../emulator/responders/mistral-chat.ts'
import { openaiCompat } from '../../emulator/responders/openai-compat.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { PNG, modelOf } from './responders.ts'

export const LARGE = 'mistral.mistral-large-2407-v1:0'
export const PIXTRAL = 'mistral.pixtral-large-2502-v1:0'
export const LARGE_3 = 'mistral.mistral-large-3-675b-instruct'

export const says = (role: string, content: JsonObject['content'] = 'Hello'): JsonObject => ({
  role,
  content: content!,
})
export const calls = (...ids: string[]): JsonObject => ({
  role: 'assistant',
  content: '',
  tool_calls: ids.map((id) => ({ id, function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } })),
})
export const result = (tool_call_id: string): JsonObject => ({ role: 'tool', tool_call_id, content: 'Sunny' })
export const schema = { type: 'object', properties: { city: { type: 'string' } } }
export const tool = (name = 'get_weather'): JsonObject => ({ type: 'function', function: { name, parameters: schema } })
export const image = (url: string): JsonObject =>
  says('user', [
    { type: 'text', text: 'What?' },
    { type: 'image_url', image_url: { url } },
  ])
export const URI = `data:image/png;base64,${PNG}`

export const mistralChat = createMistralChat(openaiCompat)

const mistralInput = (members: JsonObject): JsonObject => ({ messages: [says('user')], ...members })
export const checkMistral = (members: JsonObject, id = LARGE) => mistralChat.check(mistralInput(members), modelOf(id))
export const mistralAsk = (members: JsonObject, id = LARGE) => mistralChat.read(mistralInput(members), modelOf(id))
export const messages = (...list: JsonObject[]): JsonObject => ({ messages: list })

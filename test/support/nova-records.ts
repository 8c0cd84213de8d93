import { nova } from '../../emulator/responders/nova.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { PNG, modelOf } from './responders.ts'

export const LITE = 'amazon.nova-lite-v1:0'
export const MICRO = 'amazon.nova-micro-v1:0'
export const NOVA_2 = 'amazon.nova-2-lite-v1:0'

export const user = (...content: JsonObject[]): JsonObject => ({ role: 'user', content })
export const assistant = (...content: JsonObject[]): JsonObject => ({ role: 'assistant', content })
export const text = (words = 'Hello'): JsonObject => ({ text: words })
export const image = (source: JsonObject = { bytes: PNG }): JsonObject => ({ image: { format: 'png', source } })
export const video: JsonObject = {
  video: { format: 'mp4', source: { s3Location: { uri: 's3://bucket/a.mp4', bucketOwner: '111122223333' } } },
}
export const call = (toolUseId = 'a', name = 'get_weather'): JsonObject => ({
  toolUse: { toolUseId, name, input: { city: 'Oslo' } },
})
export const result = (toolUseId = 'a', ...content: JsonObject[]): JsonObject => ({
  toolResult: { toolUseId, content },
})
export const schema: JsonObject = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
export const tool = (name = 'get_weather', json: JsonObject = schema): JsonObject => ({
  toolSpec: { name, description: 'Says how the weather is', inputSchema: { json } },
})
export const tools = (toolChoice: JsonObject = { auto: {} }): JsonObject => ({
  toolConfig: { tools: [tool()], toolChoice },
})

const novaInput = (members: JsonObject = {}): JsonObject => ({ messages: [user(text())], ...members })
export const checkNova = (members: JsonObject, id = LITE) => nova.check(novaInput(members), modelOf(id))
export const novaAsk = (members: JsonObject, id = LITE) => nova.read(novaInput(members), modelOf(id))

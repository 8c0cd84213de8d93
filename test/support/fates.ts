import type { JsonObject } from '../../translator/formats/json-text.ts'
import { chatLine, translateInputText } from './translation.ts'

/** What becomes of a body: the error that it has by default; with `--unsupported drop`, what is sent beside messages, and what is lost. */
export interface Met {
  error: string | undefined
  sent: JsonObject | undefined
  lost: string[]
}

/** Translates the body of a chat completion both ways of dealing with what is unsupported. */
export async function meet(body: JsonObject, modelId: string, converse = false): Promise<Met> {
  const strict = await translateInputText(chatLine(body), { modelId, converse })
  const lenient = await translateInputText(chatLine(body), { modelId, converse, unsupported: 'drop' })
  const [error] = linesOf<{ response: { body: { error: { message: string } } } }>(strict.errors)
  const [record] = linesOf<{ modelInput: JsonObject }>(lenient.records)
  const { messages: _, ...sent } = record?.modelInput ?? {}
  return {
    error: error?.response.body.error.message,
    sent: record && sent,
    lost: lenient.losses.map(({ param, action, why }) => `${param} ${action}: ${why}`),
  }
}

function linesOf<Line>(text: string): Line[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

export const sentAs = (sent: JsonObject): Met => ({ error: undefined, sent, lost: [] })

export const dropped = (param: string, why: string): Met => ({
  error: undefined,
  sent: {},
  lost: [`${param} dropped: ${why}`],
})

export const changed = (param: string, why: string, sent: JsonObject): Met => ({
  error: undefined,
  sent,
  lost: [`${param} changed: ${why}`],
})

export const unsupported = (param: string, why: string): Met => ({
  error: `Unsupported parameter: '${param}'. ${why}`,
  sent: {},
  lost: [`${param} dropped: ${why}`],
})

/** Refused by default, otherwise brought to what the model takes. */
export const approximated = (param: string, rule: string, sent: JsonObject, instead: string): Met => ({
  error: `Unsupported value: '${param}'. ${rule}`,
  sent,
  lost: [`${param} changed: ${rule} ${instead}`],
})

export const refused = (param: string, why: string): Met => ({
  error: `Unsupported parameter: '${param}'. ${why}`,
  sent: undefined,
  lost: [],
})

/** What is the same for every family: parameters that no model of Bedrock has a word for. */
export const NEVER_SENT: [name: string, value: JsonObject[string], met: Met][] = [
  ['metadata', { a: 'b' }, dropped('metadata', 'Notes of the client; Bedrock keeps none per record.')],
  ['store', true, dropped('store', 'Bedrock keeps nothing to store.')],
  ['service_tier', 'flex', dropped('service_tier', 'A batch has no tiers.')],
  ['safety_identifier', 's', dropped('safety_identifier', 'Bedrock has no such parameter.')],
  ['prompt_cache_key', 'k', dropped('prompt_cache_key', 'Bedrock has no such parameter.')],
  ['prompt_cache_options', {}, dropped('prompt_cache_options', 'Bedrock has no such parameter.')],
  ['prompt_cache_retention', '24h', dropped('prompt_cache_retention', 'Bedrock has no such parameter.')],
  ['prediction', {}, dropped('prediction', 'It only makes an answer come sooner.')],
  ['stream_options', {}, dropped('stream_options', 'A batch does not stream.')],
  ['stream', false, sentAs({})],
  ['audio', {}, refused('audio', 'Models of Bedrock batches do not speak.')],
  ['modalities', ['text', 'audio'], refused('modalities', 'Models of Bedrock batches answer in text.')],
  ['moderation', {}, unsupported('moderation', 'Bedrock has no moderation beside its guardrails.')],
  ['web_search_options', {}, unsupported('web_search_options', 'Models of Bedrock do not search the web.')],
  ['unknown_word', 1, unsupported('unknown_word', 'No model of this family takes it.')],
]

import type { Json, JsonObject } from '../../translator/formats/json-text.ts'
import { translateBody } from './translation.ts'

export const MODEL = 'cohere.command-r-plus-v1:0'
export const OPTIONS = { modelId: MODEL }

/** A body with one tool, `f`, of these parameters. */
export const tool = (parameters: Json, others: JsonObject = {}): JsonObject => ({
  tools: [{ type: 'function', function: { name: 'f', parameters, ...others } }],
})
export const TOOL = tool({ type: 'object', properties: {} })
/** The same tool as Command R is told of it. */
export const NO_PARAMETERS = { name: 'f', description: '', parameter_definitions: {} }
export const TWO_TOOLS: JsonObject = {
  tools: ['f', 'g'].map((name) => ({ type: 'function', function: { name } })),
}

/** The modelInput of a body that must not be refused. */
export async function sent(body: JsonObject, unsupported: 'error' | 'drop' = 'error'): Promise<JsonObject> {
  const { modelInput, error } = await translateBody(body, { ...OPTIONS, unsupported })
  if (!modelInput) throw new Error(JSON.stringify(error))
  return modelInput
}

/** Which parameter a body is refused for, and the error's code. */
export async function refused(body: JsonObject, unsupported: 'error' | 'drop' = 'error') {
  const { error } = await translateBody(body, { ...OPTIONS, unsupported })
  return [error?.param, error?.code]
}

import { isJsonObject, type JsonObject } from '../formats/json-text.ts'

/**
 * The body with the members of `extra_body` beside the others, where OpenAI's SDK for Python puts them before it sends them;
 * those who write lines by hand leave them inside. What stands in both places counts as the body has it.
 */
export function withExtraBody(body: JsonObject): JsonObject {
  if (!isJsonObject(body.extra_body)) return body
  const { extra_body: extra, ...own } = body
  return { ...extra, ...own }
}

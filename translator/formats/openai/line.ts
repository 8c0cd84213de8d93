import type { JsonObject } from '../json-text.ts'
import type { OpenAIErrorBody } from './error-body.ts'

/** What a line of a batch asks for: the paths that Bedrock's models can answer. */
export const ENDPOINTS = ['/v1/chat/completions', '/v1/embeddings'] as const
export type Endpoint = (typeof ENDPOINTS)[number]

/** One line of a batch's input, checked as far as the batch goes; `body` is the endpoint's own. */
export interface InputLine {
  customId: string
  url: Endpoint
  body: JsonObject
}

/** What is wrong with a batch's file. `line` is 1 for the first line; null speaks of the whole file. */
export interface BatchError {
  code: string
  message: string
  param: string | null
  line: number | null
}

/** What names a line of an output or error file. */
export interface LineIds {
  id: string
  requestId: string
  customId: string
}

/** What a line has come to: a response over HTTP, or an error without one because it never ran. */
export type LineResult =
  { statusCode: number; body: JsonObject | OpenAIErrorBody } | { error: { code: string; message: string } }

/**
 * One line of an output or error file. A failure over HTTP has a response and no error; only what never
 * ran (expired, cancelled) has an error (openai-openapi issue 302).
 */
export function toResultLine({ id, requestId, customId }: LineIds, result: LineResult): JsonObject {
  const response =
    'body' in result ? { status_code: result.statusCode, request_id: requestId, body: result.body } : null
  const error = 'error' in result ? result.error : null
  return { id, custom_id: customId, response, error } as JsonObject
}

import { isJsonObject, type Json, type JsonObject } from '../formats/json-text.ts'
import type { Line } from '../formats/line.ts'
import { AS_TEXT, hasHalfCharacters, isPrintable, toFastestText, type LineReader, type TextForm } from './parse-line.ts'

/**
 * What a line of a batch holds, as bytes where its family only moves texts and nothing else that is looked at goes beyond
 * ASCII, else as text; `undefined` when it is no JSON object in UTF-8.
 */
export function readInputLine(
  line: Line,
  onlyMovesTexts: boolean,
  reader: LineReader,
): { value: JsonObject | undefined; form: TextForm } {
  const text = onlyMovesTexts ? toFastestText(line) : AS_TEXT
  if (text.form !== 'text') {
    const value = reader.read(line, text, holdsForeignJson)
    const body = isJsonObject(value?.body) ? value.body : undefined
    if (isPrintable(value?.custom_id) && isPrintable(body?.model) && !holdsFiles(body?.messages))
      return { value, form: text.form }
  }
  const value = reader.read(line, AS_TEXT, holdsForeignJson)
  return { value: value && !hasHalfCharacters(line, value) ? value : undefined, form: 'text' }
}

/** The body of a line that was read as bytes. */
export const readBodyAsText = (line: Line, reader: LineReader): JsonObject =>
  reader.read(line, AS_TEXT, holdsForeignJson)!.body as JsonObject

/**
 * Whether a line has JSON of the client's own (schemas, arguments of calls, parameters of the model's), or a number that
 * JavaScript cannot hold: numbers must come out as they went in.
 */
function holdsForeignJson({ body }: JsonObject): boolean {
  if (!isJsonObject(body)) return false
  for (const name in body) {
    const value = body[name]!
    if (name === 'messages') {
      if (Array.isArray(value) && value.some(holdsCalls)) return true
    } else if (typeof value === 'number' ? !isSafe(value) : typeof value === 'object' && value !== null) return true
  }
  return false
}

function holdsCalls(message: Json): boolean {
  if (!isJsonObject(message)) return false
  for (const name in message)
    if (name !== 'content' && typeof message[name] === 'object' && message[name] !== null) return true
  return false
}

/** Files of text are decoded. */
const holdsFiles = (messages: Json | undefined): boolean =>
  Array.isArray(messages) &&
  messages.some(
    (message) =>
      isJsonObject(message) &&
      Array.isArray(message.content) &&
      message.content.some((part) => isJsonObject(part) && part.type === 'file'),
  )

const isSafe = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER

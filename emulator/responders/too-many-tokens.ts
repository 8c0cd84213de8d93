import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import { refusal } from './refusal.ts'

// AWS: the average of English. Other writing takes fewer letters a token.
const LETTERS_OF_TOKEN = 4.7

/** A count that no tokenizer is likely to stay below: of ASCII alone, as English. */
function leastTokens(source: string): number {
  let letters = 0
  for (let at = 0; at < source.length; at += 1) if (source.charCodeAt(at) < 0x80) letters += 1
  return Math.ceil(letters / LETTERS_OF_TOKEN)
}

/** AWS: the text as logged by several projects, with its space before the end left out here. */
export function tooManyTokens(source: string, most: number): RecordError | undefined {
  const tokens = leastTokens(source)
  return tokens > most
    ? refusal(`400 Bad Request: Too many input tokens. Max input tokens: ${most}, request input token count: ${tokens}`)
    : undefined
}

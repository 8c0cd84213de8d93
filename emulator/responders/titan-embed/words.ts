import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import { refusal } from '../refusal.ts'

// AWS: the average of English. Other writing takes fewer letters a token.
const LETTERS_OF_TOKEN = 4.7

/**
 * How Titan's text embeddings tell what is malformed. AWS: one violation comes without its place, at G1 (BerriAI/litellm's test
 * of tokens as input, aws-samples/serverless-pdf-chat#35) and V2 (alphagov/govuk-chat PR 220); several are counted
 * (spring-projects/spring-ai#788, agno-agi/agno PR 7412 of 2026).
 */
export const tellTitanText = (violations: string[]): string => {
  const [only, ...others] = violations
  if (others.length > 0) return `${violations.length} schema violations found`
  return only!.slice(only!.indexOf(': ') + 2)
}

/** How Titan's multimodal embeddings tell it. AWS: opensearch-project/neural-search#1239. */
export const tellTitanImage = (violations: string[]): string => violations.join(', ')

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

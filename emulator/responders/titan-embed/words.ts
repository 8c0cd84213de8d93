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

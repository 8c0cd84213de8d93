import type { ClaudeRule } from './input.ts'
import { unsupportedInSchema } from './schema.ts'

const EXTRA = 'Extra inputs are not permitted'

/** Texts: of the members seen on Bedrock (vectorize-io/hindsight#3300), of the whole by analogy (UNVERIFIED). */
const members: ClaudeRule = ({ output_config }, { outputConfig, nativeSchema }) => {
  if (output_config !== undefined && !outputConfig) return `output_config: ${EXTRA}`
  return (output_config?.format ?? null) !== null && !nativeSchema ? `output_config.format: ${EXTRA}` : undefined
}

/** Texts: measured in August 2026 on Anthropic's own API; the first was seen with Bedrock too. */
const effort: ClaudeRule = ({ output_config }, { efforts }) => {
  const level = output_config?.effort ?? null
  if (level === null || efforts.includes(level)) return undefined
  return efforts.length === 0
    ? 'This model does not support the effort parameter.'
    : `This model does not support effort level '${level}'. Supported levels: ${efforts.toSorted().join(', ')}.`
}

const formatSchema: ClaudeRule = ({ output_config }) => {
  const schema = output_config?.format?.schema
  const flaw = schema && unsupportedInSchema(schema)
  return flaw && `output_config.format.schema: ${flaw}`
}

export const outputConfigRules: ClaudeRule[] = [members, effort, formatSchema]

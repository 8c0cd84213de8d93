import type { StopRules } from '../../chat/stop-sequences.ts'

/** AWS: as Bedrock says it, "each stop sequence must contain non-whitespace". */
export const CLAUDE_STOP: StopRules = {
  most: Infinity,
  form: { matches: /[^ \t\r\n]/, rule: 'Claude refuses stop sequences of nothing but white space.' },
}

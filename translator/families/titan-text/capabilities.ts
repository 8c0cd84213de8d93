import type { StopRules } from '../../chat/stop-sequences.ts'
import type { TokenLimit } from '../../chat/token-limit.ts'

/** AWS: stop sequences must match this pattern; others fail the record. */
export const TITAN_STOP: StopRules = {
  most: Infinity,
  form: { matches: /^(?:\|+|User:)$/, rule: 'Titan stops at User: and at rows of | only.' },
}

/** The most that each model writes, the first pattern that matches counts: AWS's page on Titan Text. All stop after 512 by default. */
const LIMITS: [pattern: RegExp, TokenLimit][] = [
  [/^amazon\.titan-text-lite-/, { max: 4096, usual: 2048 }],
  [/^amazon\.titan-text-premier-/, { max: 3072, usual: 2048 }],
]

/** Express, by its own name or by `tg1`, under which it was first known. */
const EXPRESS: TokenLimit = { max: 8192, usual: 2048 }

export const limitOf = (modelId: string): TokenLimit =>
  LIMITS.find(([pattern]) => pattern.test(modelId))?.[1] ?? EXPRESS

import type { StopRules } from '../../chat/stop-sequences.ts'
import type { TokenLimit } from '../../chat/token-limit.ts'

/** AWS: stop sequences must match this pattern; others fail the record. */
export const TITAN_STOP: StopRules = {
  most: Infinity,
  form: { matches: /^(?:\|+|User:)$/, rule: 'Titan stops at User: and at rows of | only.' },
}

/** All stop after 512 tokens where no limit is given: they are sent this one. */
export const USUAL = 2048

/** The most that each model writes, the first pattern that matches counts: AWS's page on Titan Text. */
const LIMITS: [pattern: RegExp, TokenLimit][] = [
  [/^amazon\.titan-text-lite-/, { max: 4096, usual: USUAL }],
  [/^amazon\.titan-text-premier-/, { max: 3072, usual: USUAL }],
]

/** Express, by its own name or by `tg1`, under which it was first known. */
const EXPRESS: TokenLimit = { max: 8192, usual: USUAL }

export const limitOf = (modelId: string): TokenLimit =>
  LIMITS.find(([pattern]) => pattern.test(modelId))?.[1] ?? EXPRESS

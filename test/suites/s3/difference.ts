import type { Differing } from '../s3.ts'

/** One thing that MinIO does otherwise than the embedded S3, which shows in one behaviour or several. */
export interface Difference {
  group: string
  /** What MinIO does. */
  minio: string
  /** Why it does so, as far as is known. */
  because: string
  /** Which of the two AWS does; `unknown` where its documents do not say and nobody has looked. */
  aws: 'embedded' | 'MinIO' | 'unknown'
  /** Where that is written. */
  source: string
  /** What is observed, by what the behaviour says. */
  gives: Record<string, unknown>
}

/** What says by group, of behaviours. */
export type Named = Record<string, readonly string[]>

/** `without` has behaviours in which the difference is not seen. */
export function toDiffering(differences: readonly Difference[], without: Named = {}): Differing {
  const differing: Record<string, Record<string, unknown>> = {}
  for (const { group, gives } of differences) {
    const seen = Object.entries(gives).filter(([says]) => !without[group]?.includes(says))
    differing[group] = { ...differing[group], ...Object.fromEntries(seen) }
  }
  return differing
}

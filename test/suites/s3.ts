import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { S3_BEHAVIOURS } from './s3/groups.ts'
import type { Subject } from './s3/subject.ts'

/** What is observed of an S3 that does it otherwise, by group and what the behaviour says. */
export type Differing = Record<string, Record<string, unknown>>

/** Groups of behaviours by their names: these alone, or all but these. */
export interface Chosen {
  only?: readonly string[]
  without?: readonly string[]
}

/** What every S3 does, AWS and Outcrop's own among them; another one does what is known to differ exactly in that way. */
export function describeS3(
  open: () => Promise<Subject>,
  differing: Differing = {},
  { only, without = [] }: Chosen = {},
): void {
  const groups = Object.entries(S3_BEHAVIOURS).filter(
    ([group]) => !without.includes(group) && (only?.includes(group) ?? true),
  )
  let s3: Subject
  beforeAll(async () => {
    s3 = await open()
  })
  afterAll(async () => await s3[Symbol.asyncDispose]())

  describe.each(groups)('%s', (group, behaviours) => {
    it.each(behaviours)('$says', async ({ says, observe, expected }) => {
      const own = differing[group] ?? {}
      expect(await observe(s3)).toEqual(Object.hasOwn(own, says) ? own[says] : expected)
    })
  })
}

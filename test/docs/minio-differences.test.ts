import { isDeepStrictEqual } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { read, root } from '../support/documents.ts'
import { S3_BEHAVIOURS } from '../suites/s3/groups.ts'
import { ANSWERED_BY_THE_DOOR, MINIO_DIFFERENCES } from '../suites/s3/minio-differences.ts'
import { minioPage } from '../suites/s3/write-minio-differences.ts'

const PAGE = 'docs/minio-differences.md'

const find = (group: string, says: string) => S3_BEHAVIOURS[group]?.find((behaviour) => behaviour.says === says)

test(`${PAGE} says what the table says; node test/suites/s3/write-minio-differences.ts and npm run format write it`, async () => {
  const options = { ...(await resolveConfig(`${root}${PAGE}`)), parser: 'markdown' }
  expect(read(PAGE)).toBe(await format(minioPage(), options))
})

test('behaviours of S3 are told apart by their group and what they say', () => {
  for (const behaviours of Object.values(S3_BEHAVIOURS)) {
    const says = behaviours.map((behaviour) => behaviour.says)
    expect(says).toEqual([...new Set(says)])
  }
})

describe('each difference of MinIO', () => {
  const rows = MINIO_DIFFERENCES.flatMap(({ group, gives }) =>
    Object.entries(gives).map(([says, given]) => ({ group, says, given })),
  )

  test.each(rows)('is one, of a behaviour that there is: $group, $says', ({ group, says, given }) => {
    const behaviour = find(group, says)
    expect(behaviour).toBeDefined()
    expect(isDeepStrictEqual(given, behaviour!.expected)).toBe(false)
  })

  test('is listed once', () => {
    const names = rows.map(({ group, says }) => `${group}: ${says}`)
    expect(names).toEqual([...new Set(names)])
  })

  test('that the door hides is one', () => {
    const hidden = Object.entries(ANSWERED_BY_THE_DOOR).flatMap(([group, all]) => all.map((says) => ({ group, says })))
    for (const { group, says } of hidden) expect(rows).toContainEqual(expect.objectContaining({ group, says }))
  })
})

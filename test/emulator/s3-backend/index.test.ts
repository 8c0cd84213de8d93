import { expect, test } from 'vitest'
import { toConfig, type Options } from '../../../emulator/config.ts'
import { openS3, type S3Surroundings } from '../../../emulator/s3-backend/index.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { useCredentials } from '../../support/credentials.ts'

const OWN = [{ accessKeyId: 'AKIDOUTCROP', secretAccessKey: 'a/secret+of=ours' }]

test.each<[string, number, Options]>([
  ['whoever reaches it', 1, {}],
  ['whoever reaches it, signed with any keys', 1, { auth: 'parse', credentials: OWN }],
  ['whoever knows the keys that everybody has', 1, { auth: 'verify' }],
  ['nobody without a secret', 0, { auth: 'verify', credentials: OWN }],
])('an S3 behind an open address can be used by %s: warnings: %i', async (_who, count, options) => {
  useCredentials()
  const { origin } = await answeringServer((_request, response) =>
    response.end('<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>'),
  )
  const warnings: string[] = []
  const log = { warn: (text: string) => void warnings.push(text) }
  const backend = await openS3(toConfig({ host: '0.0.0.0', s3: origin, ...options }), { log } as S3Surroundings)
  await backend.close()
  expect(warnings.filter((text) => text.includes('it listens on 0.0.0.0'))).toHaveLength(count)
})

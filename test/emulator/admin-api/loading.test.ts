import { expect, test, vi } from 'vitest'
import { bedrockClient, raw } from '../../support/bedrock.ts'

for (const name of ['prom-client', '@fastify/swagger'])
  vi.doMock(name, () => {
    throw new Error('the package is gone')
  })

test('what makes metrics and documents is loaded by whoever asks for them', async () => {
  const { outcrop } = await bedrockClient({ buckets: ['data'] })
  const statusOf = async (path: string) => (await raw(outcrop, 'GET', path)).status

  for (const path of ['/data', '/_outcrop/health', '/_outcrop/requests', '/_outcrop/snapshot'])
    expect(await statusOf(path)).toBe(200)
  for (const path of ['/_outcrop/metrics', '/_outcrop/openapi.json']) expect(await statusOf(path)).toBe(500)
})

import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CHECKSUM_ALGORITHMS,
  CHECKSUM_BYTES,
  createChecksum,
  type ChecksumAlgorithm,
} from '../../../emulator/wire/checksum.ts'
import { combineCrcs, type CombinableAlgorithm } from '../../../emulator/wire/combine-crcs.ts'

async function digestOf(algorithm: ChecksumAlgorithm, ...pieces: Uint8Array[]): Promise<Buffer> {
  const running = createChecksum(algorithm)
  for (const piece of pieces) running.update(piece)
  return Buffer.from(await running.digest())
}

// The check values of the CRC catalogue, and of the standards of the hashes.
const CHECK_VALUES: Record<ChecksumAlgorithm, string> = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
}

describe.each(CHECKSUM_ALGORITHMS)('%s', (algorithm) => {
  it('has the check value of the standard, however the bytes come', async () => {
    const pieces = ['1234', '', '56789'].map((piece) => Buffer.from(piece))
    expect((await digestOf(algorithm, Buffer.from('123456789'))).toString('hex')).toBe(CHECK_VALUES[algorithm])
    expect((await digestOf(algorithm, ...pieces)).toString('hex')).toBe(CHECK_VALUES[algorithm])
  })

  it('has its length for nothing too', async () => {
    expect(await digestOf(algorithm)).toHaveLength(CHECKSUM_BYTES[algorithm])
  })
})

it.each([
  ['CRC32C', () => new Crc32c()],
  ['CRC64NVME', () => new Crc64Nvme()],
] as const)(
  "%s is what the SDK's own makes of the same pieces, wherever they lie in memory",
  async (algorithm, create) => {
    const pieces = fc.array(fc.tuple(fc.uint8Array({ maxLength: 100 }), fc.nat(8)), { maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(pieces, async (all) => {
        const shifted = all.map(([bytes, offset]) => Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset))
        const theirs = create()
        for (const piece of shifted) theirs.update(piece)
        expect(await digestOf(algorithm, ...shifted)).toEqual(Buffer.from(await theirs.digest()))
      }),
    )
  },
)

describe.each(['CRC32', 'CRC32C', 'CRC64NVME'] satisfies CombinableAlgorithm[])('combined %s', (algorithm) => {
  it('is that of all the bytes, whatever the parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), async (pieces) => {
        const parts = await Promise.all(
          pieces.map(async (piece) => ({ digest: await digestOf(algorithm, piece), size: piece.length })),
        )
        expect(combineCrcs(algorithm, parts).toString('hex')).toBe(
          (await digestOf(algorithm, ...pieces)).toString('hex'),
        )
      }),
    )
  })

  it('holds for parts of real sizes', async () => {
    const pieces = [5 * 1024 * 1024, 5 * 1024 * 1024, 1].map((size, index) => Buffer.alloc(size, index + 1))
    const parts = await Promise.all(
      pieces.map(async (piece) => ({ digest: await digestOf(algorithm, piece), size: piece.length })),
    )
    expect(combineCrcs(algorithm, parts)).toEqual(await digestOf(algorithm, ...pieces))
  })
})

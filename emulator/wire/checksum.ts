import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Crc32c } from './crc32c.ts'
import { Crc64Nvme } from './crc64-nvme.ts'

/** The checksums of objects that S3 takes from every client; each is printed as the base64 of its bytes. */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const

export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number]

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  (CHECKSUM_ALGORITHMS as readonly string[]).includes(name)

export const CHECKSUM_BYTES: Record<ChecksumAlgorithm, number> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
}

/** A checksum of bytes that come piece by piece. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void
  /** May be called once. */
  digest(): Promise<Uint8Array>
}

const RUNNING: Record<ChecksumAlgorithm, () => RunningChecksum> = {
  CRC32: () => runningCrc32(),
  CRC32C: () => new Crc32c(),
  CRC64NVME: () => new Crc64Nvme(),
  SHA1: () => runningHash('sha1'),
  SHA256: () => runningHash('sha256'),
}

export const createChecksum = (algorithm: ChecksumAlgorithm): RunningChecksum => RUNNING[algorithm]()

function runningCrc32(): RunningChecksum {
  let crc = 0
  return {
    update: (bytes) => {
      crc = crc32(bytes, crc)
    },
    digest: async () => {
      const digest = Buffer.alloc(4)
      digest.writeUInt32BE(crc)
      return digest
    },
  }
}

function runningHash(name: 'sha1' | 'sha256'): RunningChecksum {
  const hash = createHash(name)
  return { update: (bytes) => void hash.update(bytes), digest: async () => hash.digest() }
}

import type { IncomingHttpHeaders } from 'node:http'
import { toFullChecksum } from '../object-store/hash-body.ts'
import { DEFAULT_CHECKSUM, type Checksum } from '../object-store/stored-object.ts'
import { CHECKSUM_ALGORITHMS, CHECKSUM_BYTES, isChecksumAlgorithm, type ChecksumAlgorithm } from '../wire/checksum.ts'
import type { DigestName, Digests } from '../wire/digests.ts'
import type { Trailers } from './aws-chunked.ts'
import * as errors from './errors.ts'
import {
  SIGNED_CHUNKS,
  SIGNED_CHUNKS_TRAILER,
  STREAMING,
  UNSIGNED_PAYLOAD,
  UNSIGNED_TRAILER,
} from '../auth/payload-forms.ts'

/** What a client says of the bytes it sends. */
export interface ExpectedChecksums {
  md5: string | undefined
  /** In hex. */
  sha256: string | undefined
  /** Its value is `undefined` where it comes in a trailing header. */
  checksum: { algorithm: ChecksumAlgorithm; value: string | undefined } | undefined
}

const PREFIX = 'x-amz-checksum-'
// Headers with the same beginning that are no checksums.
const OTHERS = new Set(['x-amz-checksum-algorithm', 'x-amz-checksum-type', 'x-amz-checksum-mode'])
const SHA256_HEX = /^[0-9a-f]{64}$/
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

const checksumHeader = (algorithm: ChecksumAlgorithm): string => PREFIX + algorithm.toLowerCase()

const hasBytes = (value: string, count: number): boolean => {
  const bytes = Buffer.from(value, 'base64')
  return BASE64.test(value) && bytes.length === count && bytes.toString('base64') === value
}

/** Throws `InvalidDigest`, `InvalidRequest` or `InvalidArgument` for what is malformed, unknown, or several at once. */
export function readExpectedChecksums(headers: IncomingHttpHeaders): ExpectedChecksums {
  const md5 = headers['content-md5']?.toString()
  if (md5 !== undefined && !hasBytes(md5, 16)) throw errors.invalidMd5(md5)
  return { md5, sha256: readSha256(headers), checksum: readChecksum(headers) }
}

/** In the order of AWS's sentence. */
const FORMS = [UNSIGNED_PAYLOAD, UNSIGNED_TRAILER, SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER]

function readSha256(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['x-amz-content-sha256']?.toString()
  if (value === undefined || value === UNSIGNED_PAYLOAD || value.startsWith(STREAMING)) return undefined
  if (SHA256_HEX.test(value)) return value
  throw errors.invalidArgument(
    `x-amz-content-sha256 must be ${FORMS.join(', ')} or a valid sha256 value.`,
    'x-amz-content-sha256',
    value,
  )
}

const isChecksumHeader = (name: string): boolean => name.startsWith(PREFIX) && !OTHERS.has(name)

/** What is left for a document beside which the checksums of an object stand. */
export const withoutChecksums = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !isChecksumHeader(name) && name !== 'x-amz-sdk-checksum-algorithm'),
  )

function readChecksum(headers: IncomingHttpHeaders): ExpectedChecksums['checksum'] {
  const inHeader = Object.keys(headers).filter(isChecksumHeader)
  const inTrailer = trailerNamesOf(headers)
  if (inHeader.length + inTrailer.length > 1) throw errors.severalChecksums()
  const [header] = inHeader
  const name = header ?? inTrailer[0]
  const declared = readChecksumAlgorithm(headers['x-amz-sdk-checksum-algorithm']?.toString())
  if (name === undefined) {
    if (declared !== undefined) throw errors.checksumWithoutValue()
    return undefined
  }
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => checksumHeader(known) === name)
  if (algorithm === undefined) throw header === undefined ? errors.unknownTrailer() : errors.unknownChecksum()
  if (declared !== undefined && declared !== algorithm)
    throw errors.invalidChecksum('x-amz-sdk-checksum-algorithm', 'header')
  const value = header && headers[header]?.toString()
  if (value !== undefined && !hasBytes(value, CHECKSUM_BYTES[algorithm])) throw errors.invalidChecksum(name, 'header')
  return { algorithm, value }
}

/** Reads the name of an algorithm for a checksum to come. Throws `InvalidRequest` for what is not one of ours. */
export function readChecksumAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  const algorithm = name?.toUpperCase()
  if (algorithm !== undefined && !isChecksumAlgorithm(algorithm)) throw errors.unknownChecksum()
  return algorithm
}

/** Names of the trailing headers that a request announces, in lower case. */
export const trailerNamesOf = (headers: IncomingHttpHeaders): string[] =>
  (headers['x-amz-trailer']?.toString() ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')

/** Knows which checksums a body needs, and holds them against what the client said. */
export class BodyChecksums {
  readonly #expected: ExpectedChecksums
  readonly #stored: ChecksumAlgorithm

  /** `stored`: the algorithm of the checksum to be stored, the client's own unless told otherwise. */
  constructor(expected: ExpectedChecksums, stored = expected.checksum?.algorithm ?? DEFAULT_CHECKSUM) {
    this.#expected = expected
    this.#stored = stored
  }

  /** What verify() needs, besides the MD5. */
  get needed(): Set<ChecksumAlgorithm> {
    const { checksum, sha256 } = this.#expected
    const needed = new Set([this.#stored, checksum?.algorithm ?? this.#stored])
    return sha256 === undefined ? needed : needed.add('SHA256')
  }

  /** To be called when the body has ended. Throws `BadDigest`, `XAmzContentSHA256Mismatch`; or returns what is stored. */
  verify(digests: Digests, trailers: Trailers): Checksum {
    const { md5: expectedMd5, sha256: expectedSha256, checksum: expected } = this.#expected
    const textOf = (name: DigestName, encoding: BufferEncoding): string =>
      Buffer.from(digests.get(name)!).toString(encoding)
    if (expectedSha256 !== undefined && textOf('SHA256', 'hex') !== expectedSha256)
      throw errors.badContentSha256(expectedSha256, textOf('SHA256', 'hex'))
    const md5 = textOf('MD5', 'base64')
    if (expectedMd5 !== undefined && md5 !== expectedMd5) throw errors.badMd5(expectedMd5, md5)
    if (expected) {
      const value = expected.value ?? trailerValue(expected.algorithm, trailers)
      if (textOf(expected.algorithm, 'base64') !== value) throw errors.badChecksum(expected.algorithm)
    }
    return toFullChecksum(this.#stored, digests)
  }
}

function trailerValue(algorithm: ChecksumAlgorithm, trailers: Trailers): string {
  const name = checksumHeader(algorithm)
  const value = trailers.get(name)
  if (value === undefined || !hasBytes(value, CHECKSUM_BYTES[algorithm]))
    throw errors.invalidChecksum(name, 'trailing header')
  return value
}

import { invalidArgument } from './errors.ts'

/** Of the signature itself. */
const SIGNATURE = new Set(
  ['algorithm', 'credential', 'date', 'expires', 'signedheaders', 'signature', 'security-token', 'region-set'].map(
    (name) => `x-amz-${name}`,
  ),
)
const HOISTED = /^x-amz-[a-z0-9_.-]+$/
/**
 * AWS: checksums in the query are read past (aws/aws-sdk#480). The JS SDK puts that of an empty body into each URL for a
 * PUT, as it has no body to sum up when it signs.
 */
const CHECKSUM = /^x-amz-(?:checksum-|sdk-checksum-)/
// Names of parameters are in lower case here.
export const isOfSignature = (name: string): boolean => SIGNATURE.has(name)
export const isHoistedChecksum = (name: string): boolean => CHECKSUM.test(name)
/** Whether a parameter stands for a header. */
export const isHoisted = (name: string): boolean =>
  HOISTED.test(name) && !isOfSignature(name) && !isHoistedChecksum(name)

const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/

/**
 * Headers that whoever presigned a URL put into its query, names in lower case: metadata, tags, encryption. Throws
 * `InvalidArgument` for a value that no header can have, such as one with a line end.
 */
export function hoistedHeaders(query: URLSearchParams): Record<string, string> {
  const hoisted: Record<string, string> = {}
  for (const [name, value] of query) {
    const header = name.toLowerCase()
    if (!isHoisted(header)) continue
    // Headers are bytes, one for each character.
    hoisted[header] = Buffer.from(value).toString('latin1')
    if (NOT_IN_A_HEADER.test(hoisted[header])) throw invalidArgument('A header cannot have this value', header, value)
  }
  return hoisted
}

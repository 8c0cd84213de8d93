/** Bodies in `aws-chunked`, as clients write them. Nobody verifies these signatures. */
const SIGNATURE = 'ab'.repeat(32)

export const CRC32_OF_HELLO = 'NhCmhg=='

export const chunk = (text: string, extension = ''): string => `${text.length.toString(16)}${extension}\r\n${text}\r\n`

export const signedChunk = (text: string): string => chunk(text, `;chunk-signature=${SIGNATURE}`)

/** The end of a body with the headers of TRAILER. */
export const trailing = (crc32: string): string => `0\r\nx-amz-checksum-crc32:${crc32}\r\n\r\n`

export const signedTrailing = (crc32: string): string =>
  `0;chunk-signature=${SIGNATURE}\r\nx-amz-checksum-crc32:${crc32}\r\nx-amz-trailer-signature:${SIGNATURE}\r\n\r\n`

export const TRAILER = { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-sdk-checksum-algorithm': 'CRC32' }

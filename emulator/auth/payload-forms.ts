/** Values of `x-amz-content-sha256` that are no hash: how the body is signed. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'
/** How those begin whose bodies come in chunks. */
export const STREAMING = 'STREAMING-'
export const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
export const SIGNED_CHUNKS = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'
export const SIGNED_CHUNKS_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'

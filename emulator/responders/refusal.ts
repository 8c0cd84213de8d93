import type { RecordError } from '../../translator/formats/bedrock/record.ts'

// A model prints names and tags whole; a record may carry megabytes of them, so ours end somewhere.
const LONGEST = 4096

/** A record's error for a request that its model refuses: code 400, as seen in batch output files. */
export const refusal = (message: string): RecordError => ({
  errorCode: 400,
  errorMessage: message.length > LONGEST ? `${message.slice(0, LONGEST)}...` : message,
})

/** A record's error for what Outcrop lacks: AWS might well answer it. */
export const unanswered = (what: string): RecordError => ({
  errorCode: 501,
  errorMessage: `Outcrop does not answer records with ${what}`,
})

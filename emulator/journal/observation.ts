export const APIS = ['bedrock', 's3', 'sts', 'iam', 'gateway', 'admin', 'other'] as const

/** The API that a request is for; `other`: a service of AWS that is not emulated. */
export type Api = (typeof APIS)[number]

/** One request as the port saw it, and what became of it. What is secret in it is still there: `describe` leaves that out. */
export interface Observation {
  /** Epoch milliseconds, of the real time. */
  receivedAt: number
  durationMs: number
  /** As the client got it; `undefined` where the answer had none, or there was no answer. */
  requestId: string | undefined
  api: Api
  /** `undefined` where the API has no name for what was asked. */
  operation: string | undefined
  method: string
  /** As it came: path and query. */
  url: string
  /** Names and values in turn, with line ends between them: one text, which costs less to keep than many. */
  head: string
  /** The first bytes of the body, of APIs whose bodies are JSON. */
  body: string
  /** `undefined`: the client was gone before there was one. */
  status: number | undefined
  /** Whether the client got all of the answer. */
  isComplete: boolean
  errorCode: string | undefined
  errorMessage: string | undefined
  bytesIn: number
  bytesOut: number
  accessKeyId: string | undefined
  account: string
  region: string
}

/** What it takes in memory, in bytes, as far as that is the client's doing. */
export const sizeOf = ({ url, head, body, errorMessage = '' }: Observation): number =>
  OVERHEAD + 2 * (url.length + head.length + body.length + errorMessage.length)

const OVERHEAD = 1024

import type { BedrockError } from '../errors.ts'

export interface ErrorAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** AWS: SDKs find the code in a header, and the message and what the error's shape has beside it in the body. */
export const toErrorAnswer = ({ code, status, message, members }: BedrockError, requestId: string): ErrorAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId },
  body: JSON.stringify({ message, ...members }),
})

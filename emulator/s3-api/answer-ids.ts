import { randomUUID } from 'node:crypto'

/** The ids of one answer. */
export interface AnswerIds {
  requestId: string
  hostId: string
}

export const newRequestId = (): string => randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()

export const toAnswerIds = (requestId: string): AnswerIds => ({
  requestId,
  hostId: Buffer.from(randomUUID() + requestId).toString('base64'),
})

/** AWS: two ids are on every answer; support asks for both. */
export const toIdHeaders = ({ requestId, hostId }: AnswerIds): Record<string, string> => ({
  'x-amz-request-id': requestId,
  'x-amz-id-2': hostId,
  server: 'Outcrop',
})

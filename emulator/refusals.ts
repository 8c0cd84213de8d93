import { randomUUID } from 'node:crypto'
import { toErrorAnswer } from './bedrock-api/error-answer.ts'
import { requestRefused as refusedByBedrock } from './errors.ts'
import type { Door } from './front-door.ts'
import { openAIError, serviceError } from './other-apis.ts'
import { newRequestId, toAnswerIds, toIdHeaders } from './s3-api/answer-ids.ts'
import { toErrorXml } from './s3-api/error-xml.ts'
import { requestRefused as refusedByS3 } from './s3-api/errors.ts'

interface Refusal {
  headers: Record<string, string>
  body: string
}

/** How each API says 403, so that whoever is refused by mistake reads why in the client's own error. */
export const REFUSALS: Record<Door, (message: string) => Refusal> = {
  bedrock: (message) => toErrorAnswer(refusedByBedrock(message), randomUUID()),
  s3: (message) => {
    const ids = toAnswerIds(newRequestId())
    return {
      headers: { ...toIdHeaders(ids), 'content-type': 'application/xml' },
      body: toErrorXml(refusedByS3(message), ids),
    }
  },
  admin: (message) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) }),
  gateway: (message) => openAIError(message, 'invalid_request_error', 'forbidden'),
  otherAws: (message) => {
    const { headers, body } = serviceError(message, 'AccessDenied')
    return { headers: { ...headers, 'x-amzn-requestid': randomUUID() }, body }
  },
}

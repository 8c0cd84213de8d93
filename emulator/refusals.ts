import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { credentialScopeOf } from './auth/credential-scope.ts'
import { toErrorAnswer } from './bedrock-api/error-answer.ts'
import { requestRefused as refusedByBedrock } from './errors.ts'
import type { Door } from './front-door.ts'
import { requestRefused as refusedByIdentity } from './identity-api/errors.ts'
import { namespaceOf } from './identity-api/namespaces.ts'
import { toErrorXml as toQueryErrorXml } from './identity-api/query-answer.ts'
import { openAIError } from './other-apis.ts'
import { newRequestId, toAnswerIds, toIdHeaders } from './s3-api/answer-ids.ts'
import { toErrorXml } from './s3-api/error-xml.ts'
import { requestRefused as refusedByS3 } from './s3-api/errors.ts'

interface Refusal {
  headers: Record<string, string>
  body: string
}

/** How each API says 403, so that whoever is refused by mistake reads why in the client's own error. */
export const REFUSALS: Record<Door, (message: string, request: IncomingMessage) => Refusal> = {
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
  otherAws: (message, request) => {
    const context = { namespace: namespaceOf(credentialScopeOf(request)?.service), requestId: randomUUID() }
    return {
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': context.requestId },
      body: toQueryErrorXml(refusedByIdentity(message), context),
    }
  },
}

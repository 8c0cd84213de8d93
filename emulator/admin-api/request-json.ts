import { Type } from 'typebox'
import type { RequestEntry } from '../journal/describe.ts'
import { APIS } from '../journal/observation.ts'
import { Count, NO_ADDITIONS, Time } from './schemas.ts'

const Text = Type.String()

/** What a snapshot says of a request: bodies and other headers may be nobody's business. */
export type RequestSummary = Omit<RequestEntry, 'headers' | 'body'>

const summary: { [Name in keyof RequestSummary]-?: object } = {
  time: Time,
  requestId: Type.Optional(Type.String({ description: 'as the client got it' })),
  api: Type.Enum([...APIS]),
  operation: Type.Optional(Text),
  method: Text,
  path: Text,
  query: Type.Optional(Text),
  status: Type.Optional(Type.Integer({ description: 'not there: the client was gone before there was one' })),
  complete: Type.Boolean({ description: 'whether the client got all of the answer' }),
  errorCode: Type.Optional(Text),
  errorMessage: Type.Optional(Text),
  durationMs: Type.Number({ minimum: 0 }),
  bytesIn: Count,
  bytesOut: Count,
  accessKeyId: Type.Optional(Text),
  account: Text,
  region: Text,
}

export const RequestSummaryJson = Type.Unsafe<RequestSummary>(Type.Object(summary, NO_ADDITIONS))

/** A request as the journal shows it. */
export const RequestJson = Type.Unsafe<RequestEntry>(
  Type.Object(
    {
      ...summary,
      headers: Type.Record(Type.String(), Text),
      body: Type.Optional(Type.String({ description: 'the first bytes, where the API is a JSON one' })),
    },
    NO_ADDITIONS,
  ),
)

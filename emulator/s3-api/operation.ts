import type { StaticOperationSchema } from '@smithy/types'
import type { AccountRegion } from '../arn.ts'
import type { BodyReader } from '../object-store/body-reader.ts'
import type { EmbeddedObjectStore } from '../object-store/embedded-object-store.ts'
import type { NewBody } from '../object-store/write-body.ts'
import { createRestXmlCodec, type RestXmlCodec } from '../wire/rest-xml.ts'
import { toOperation } from '../wire/schema.ts'
import { checkBucketOwner } from './bucket-owner.ts'
import { readXmlBody } from './request-body.ts'
import type { S3Request } from './request.ts'
import { refuseUnsupported } from './unsupported.ts'

/** What handlers work with. */
export interface S3Context {
  store: EmbeddedObjectStore
  caller: AccountRegion
  request: S3Request
  /** Of an object that stands within the body of the request, as in a form. */
  body?: NewBody
}

export interface S3Answer {
  status: number
  headers: Record<string, string>
  body?: string | BodyReader
}

export interface S3Operation {
  name: string
  /** Throws an S3Error, or what error-answer.ts knows to turn into one. */
  answer(context: S3Context): Promise<S3Answer>
}

/** An operation's output as handlers give it: a body is yet to be read, and a stored Expires is the text that it came as. */
export type Answerable<Output> = {
  [Member in keyof Output]?:
    (Member extends 'Body' ? BodyReader : Member extends 'Expires' ? string : Output[Member]) | undefined
}

export interface OperationOptions<Output> {
  /** Where the schema cannot say what the document looks like. */
  writeBody?: (output: Answerable<Output>) => string
  /** Where the schema says another status than S3 answers with. */
  status?: number
  /** Of a document that is no XML. */
  contentType?: string
  /** Whether `x-amz-checksum-*` is of the object, rather than of the document that the request brings. */
  describesObject?: boolean
}

// oxlint-disable typescript/no-unnecessary-type-parameters -- Input is named by those who call this
/** An operation is a schema of the SDK, and the plug between it and one call of the store. */
export function operation<Input, Output extends object>(
  schema: StaticOperationSchema,
  handle: (input: Input, context: S3Context) => Answerable<Output> | Promise<Answerable<Output>>,
  { writeBody, status: successStatus, contentType, describesObject = false }: OperationOptions<Output> = {},
): S3Operation {
  const description = toOperation(schema)
  // A start prepares none of them: most are never asked for.
  let prepared: RestXmlCodec | undefined
  return {
    name: description.name,
    async answer(context) {
      const { store, request } = context
      const { bucket, key, query, headers } = request
      const codec = (prepared ??= createRestXmlCodec(description))
      const document = codec.takesXml ? await readXmlBody(request, { describesObject }) : undefined
      const input = codec.readInput({ labels: { Bucket: bucket, Key: key }, query, headers, body: document })
      refuseUnsupported(input)
      checkBucketOwner(input['ExpectedBucketOwner'], bucket, store)
      const output = await handle(input as Input, context)
      const written = codec.writeOutput(output)
      const body = writeBody?.(output) ?? written.body ?? (output as { Body?: BodyReader }).Body
      // AWS: 206 goes with a Content-Range.
      const isPartial = (output as { ContentRange?: string }).ContentRange !== undefined
      const status = isPartial ? 206 : (successStatus ?? description.successStatus)
      const type = contentType === undefined ? {} : { 'content-type': contentType }
      return { status, headers: { ...written.headers, ...type }, ...(body === undefined ? {} : { body }) }
    },
  }
}

import type { StaticOperationSchema } from '@smithy/types'
import type { EmbeddedObjectStore } from '../../object-store/embedded-object-store.ts'
import { findMissingMember } from '../../wire/required-members.ts'
import { membersOf, toOperation } from '../../wire/schema.ts'
import { malformedXml, missingRequestBody, type S3Error } from '../errors.ts'
import { operation, type S3Operation } from '../operation.ts'

/** Something that a bucket can be told, and is asked for again. `Document` is what the SDK calls its configuration. */
export interface KeptSetting<Document extends object, Kept extends object = Document> {
  put: StaticOperationSchema
  /** Where the schema says another than S3 answers with. */
  putStatus?: number
  get: StaticOperationSchema
  delete?: StaticOperationSchema
  /** What a new bucket has; it may lose that only where `missing` says what is answered then. */
  initial?: Kept
  /** What is answered where a bucket has nothing. */
  missing?: (bucket: string) => S3Error
  /** What is kept of a document, of which no member is missing that the schema demands. Throws for what S3 refuses. */
  check: (document: Document, input: object) => Kept
}

const NOTHING = 'null'

/** Under which name a setting is kept: the word of the query that it is asked for with. */
const nameOf = (get: StaticOperationSchema): string => toOperation(get).uri.split('?')[1]!

/** What a bucket has; `undefined`: nothing. Throws where there is no bucket. */
export function readSetting<Document extends object, Kept extends object>(
  store: EmbeddedObjectStore,
  bucket: string,
  { get, initial }: Pick<KeptSetting<Document, Kept>, 'get' | 'initial'>,
): Kept | undefined {
  const kept = store.buckets.setting(bucket, nameOf(get))
  return kept === undefined ? initial : ((JSON.parse(kept) as Kept | null) ?? undefined)
}

/** The operations that tell a bucket something, ask for it, and take it back. */
export function keptSetting<Document extends object, Kept extends object>(
  setting: KeptSetting<Document, Kept>,
): S3Operation[] {
  const remove = setting.delete
  return [toPut(setting), toGet(setting), ...(remove === undefined ? [] : [toDelete(setting, remove)])]
}

function toPut<Document extends object, Kept extends object>(setting: KeptSetting<Document, Kept>): S3Operation {
  const { put, get, check, putStatus } = setting
  const payload = membersOf(toOperation(put).input).find(({ traits }) => traits.httpPayload)!
  return operation<Record<string, Document | undefined>, object>(
    put,
    (input, { store, request }) => {
      const { name: bucket } = store.buckets.get(request.bucket)
      const document = input[payload.name]
      if (document === undefined) throw missingRequestBody()
      if (findMissingMember(payload.schema, document) !== undefined) throw malformedXml()
      const kept = check(document, input)
      store.buckets.set(bucket, nameOf(get), JSON.stringify(kept))
      return kept
    },
    putStatus === undefined ? {} : { status: putStatus },
  )
}

function toGet<Document extends object, Kept extends object>(setting: KeptSetting<Document, Kept>): S3Operation {
  const payload = membersOf(toOperation(setting.get).output).find(({ traits }) => traits.httpPayload)
  return operation<object, object>(setting.get, (_input, { store, request }) => {
    const kept = readSetting(store, request.bucket, setting)
    if (kept === undefined) throw setting.missing!(request.bucket)
    return payload === undefined ? kept : { [payload.name]: kept }
  })
}

function toDelete<Document extends object, Kept extends object>(
  { get, initial, missing }: KeptSetting<Document, Kept>,
  schema: StaticOperationSchema,
): S3Operation {
  const without = initial !== undefined && missing !== undefined ? NOTHING : undefined
  return operation<object, object>(schema, (_input, { store, request }) => {
    store.buckets.set(request.bucket, nameOf(get), without)
    return {}
  })
}

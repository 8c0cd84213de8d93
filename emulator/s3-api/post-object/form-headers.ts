import type { IncomingHttpHeaders } from 'node:http'
import { PutObjectTagging$, type PutObjectTaggingRequest } from '@aws-sdk/client-s3'
import { createRestXmlCodec } from '../../wire/rest-xml.ts'
import { toOperation } from '../../wire/schema.ts'
import { invalidArgument } from '../errors.ts'
import { readTagSet } from '../tags.ts'

/** Fields that are called as the headers of a PutObject. */
const HEADERS = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-md5',
  'content-type',
  'expires',
])
/** Of the signature, and what says where to go from here. */
const NO_HEADERS =
  /^x-amz-(?:algorithm|credential|date|signature|security-token|content-sha256|copy-source.*|trailer|decoded-content-length)$/
const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/

/** The headers with which a PutObject would store the same. Throws an S3Error for what no header or tag can be. */
export function toHeaders(fields: ReadonlyMap<string, string>): IncomingHttpHeaders {
  const headers: Record<string, string> = {}
  for (const [name, value] of fields)
    if (HEADERS.has(name) || (name.startsWith('x-amz-') && !NO_HEADERS.test(name)))
      headers[name] = toHeaderValue(name, value)
  const acl = fields.get('acl')
  if (acl !== undefined) headers['x-amz-acl'] = acl
  const tagging = fields.get('tagging')
  if (tagging !== undefined) headers['x-amz-tagging'] = toTaggingHeader(tagging)
  return headers
}

/** Headers are bytes, one for each character. */
function toHeaderValue(name: string, value: string): string {
  const bytes = Buffer.from(value).toString('latin1')
  if (NOT_IN_A_HEADER.test(bytes)) throw invalidArgument('A header cannot have this value', name, value)
  return bytes
}

const TAGGING = createRestXmlCodec(toOperation(PutObjectTagging$))

/** AWS: a form has tags as the document of PutObjectTagging. */
function toTaggingHeader(document: string): string {
  const { Tagging: tagging } = TAGGING.readInput({
    labels: {},
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(document),
  }) as Partial<PutObjectTaggingRequest>
  const pairs = readTagSet(tagging?.TagSet).map(({ key, value }) => [key, value])
  return new URLSearchParams(pairs as [string, string][]).toString()
}

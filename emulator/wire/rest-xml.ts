import type { IncomingHttpHeaders } from 'node:http'
import { NormalizedSchema } from '@smithy/core/schema'
import { parseXml, UnreadableXmlError } from './parse-xml.ts'
import { readXml } from './read-xml.ts'
import { membersOf, type Member, type Operation } from './schema.ts'
import { writeXml, XML_DECLARATION } from './write-xml.ts'
import { toXmlShape } from './xml-shape.ts'

/** As an attribute of the root element. */
export const S3_NAMESPACE = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

export interface RestXmlRequest {
  /** Percent-decoded values of the labels in the operation's path. */
  labels: Record<string, string>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** The whole body, where the operation takes an XML document. */
  body?: Uint8Array | undefined
}

export interface RestXmlAnswer {
  headers: Record<string, string>
  /** The XML document, of operations that answer with one. */
  body?: string
}

/** A number in a header or in the query that is none. */
export class UnreadableNumberError extends Error {
  readonly parameter: string
  readonly value: string
  constructor(parameter: string, value: string) {
    super(`${parameter} is not an integer`)
    this.parameter = parameter
    this.value = value
  }
}

export interface RestXmlCodec {
  takesXml: boolean
  /** Throws an UnreadableXmlError or an UnreadableNumberError. Times that cannot be read are left out, as HTTP wants it. */
  readInput(request: RestXmlRequest): Record<string, unknown>
  /** Absent members are left out; a text stands for a time as it is. */
  writeOutput(output: object): RestXmlAnswer
}

/** What lies between an operation of S3 and its bytes, prepared once. Streams are not its business. */
export function createRestXmlCodec(operation: Operation): RestXmlCodec {
  const readers = membersOf(operation.input).map(toReader)
  const writers = membersOf(operation.output).map(toHeaderWriter)
  const writeBody = toBodyWriter(operation)
  return {
    takesXml: membersOf(operation.input).some(isXmlPayload),
    readInput(request) {
      const input: Record<string, unknown> = {}
      for (const { name, read } of readers) {
        const value = read(request)
        if (value !== undefined) input[name] = value
      }
      return input
    },
    writeOutput(output) {
      const headers: Record<string, string> = {}
      for (const write of writers) write(output as Record<string, unknown>, headers)
      const body = writeBody?.(output as Record<string, unknown>)
      return body === undefined ? { headers } : { headers, body }
    },
  }
}

const isXmlPayload = ({ schema, traits }: Member): boolean => Boolean(traits.httpPayload) && schema.isStructSchema()

interface MemberReader {
  name: string
  read: (request: RestXmlRequest) => unknown
}

function toReader(member: Member): MemberReader {
  const { name, schema, traits } = member
  const { httpHeader, httpQuery, httpPrefixHeaders } = traits
  if (traits.httpLabel) return { name, read: ({ labels }) => labels[name] }
  if (httpPrefixHeaders) return { name, read: ({ headers }) => withPrefix(headers, httpPrefixHeaders) }
  if (httpQuery !== undefined)
    return { name, read: ({ query }) => parseText(member, httpQuery, query.get(httpQuery) ?? undefined) }
  if (httpHeader !== undefined) {
    const header = httpHeader.toLowerCase()
    return { name, read: ({ headers }) => parseText(member, header, headers[header]?.toString()) }
  }
  if (!isXmlPayload(member)) return { name, read: () => undefined }
  const shape = toXmlShape(schema)
  const rootName = traits.xmlName ?? name
  return {
    name,
    read: ({ body }) => {
      if (body === undefined || body.length === 0) return undefined
      const root = parseXml(body)
      if (root.name !== rootName) throw new UnreadableXmlError(`${root.name} is not ${rootName}`)
      return readXml(root, shape)
    },
  }
}

function withPrefix(headers: IncomingHttpHeaders, prefix: string): Record<string, string> {
  const named = Object.keys(headers).filter((name) => name.startsWith(prefix))
  // By entries: `__proto__` is a name like others.
  return Object.fromEntries(named.map((name) => [name.slice(prefix.length), String(headers[name])]))
}

function parseText({ schema }: Member, parameter: string, text: string | undefined): unknown {
  if (text === undefined) return undefined
  if (schema.isNumericSchema()) {
    if (text === '') return undefined
    if (!/^[+-]?[0-9]{1,15}$/.test(text)) throw new UnreadableNumberError(parameter, text)
    return Number(text)
  }
  if (schema.isBooleanSchema()) return text.toLowerCase() === 'true'
  if (schema.isTimestampSchema()) return parseTime(text)
  if (schema.isListSchema()) return toItems(text)
  return text
}

/** Lists in headers are of names, which have no commas in them. */
const toItems = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const HTTP_DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/
const ISO_DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z$/

function parseTime(text: string): Date | undefined {
  const time = new Date(HTTP_DATE.test(text) || ISO_DATE.test(text) ? text : Number.NaN)
  return Number.isNaN(time.getTime()) ? undefined : time
}

type Scalar = string | number | boolean
type HeaderWriter = (output: Record<string, unknown>, headers: Record<string, string>) => void

function toHeaderWriter({ name, traits }: Member): HeaderWriter {
  const { httpHeader, httpPrefixHeaders } = traits
  if (httpPrefixHeaders)
    return (output, headers) => {
      for (const [key, value] of Object.entries(output[name] ?? {})) headers[httpPrefixHeaders + key] = String(value)
    }
  if (httpHeader === undefined) return () => undefined
  return (output, headers) => {
    const value = output[name]
    if (value !== undefined) headers[httpHeader] = value instanceof Date ? value.toUTCString() : `${value as Scalar}`
  }
}

function toBodyWriter({
  name: operation,
  output,
}: Operation): ((value: Record<string, unknown>) => string) | undefined {
  const members = membersOf(output)
  const payload = members.find(({ traits }) => traits.httpPayload)
  if (payload) {
    if (!isXmlPayload(payload)) return undefined
    const shape = toXmlShape(payload.schema)
    const name = payload.traits.xmlName ?? payload.name
    return (value) => XML_DECLARATION + writeXml(name, value[payload.name] ?? {}, shape, S3_NAMESPACE)
  }
  const inBody = members.filter(({ traits }) => !traits.httpHeader && !traits.httpPrefixHeaders)
  if (inBody.length === 0) return undefined
  const schema = NormalizedSchema.of(output)
  const shape = toXmlShape(schema, (name) => inBody.some((member) => member.name === name))
  const name = schema.getMergedTraits().xmlName ?? `${operation}Result`
  return (value) => XML_DECLARATION + writeXml(name, value, shape, S3_NAMESPACE)
}

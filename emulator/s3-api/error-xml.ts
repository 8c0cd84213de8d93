import { escapeXml, XML_DECLARATION } from '../wire/write-xml.ts'
import type { AnswerIds } from './answer-ids.ts'
import type { S3Error } from './errors.ts'

/** AWS: an error's document has no namespace, unlike all others. */
export function toErrorXml({ code, message, resource }: S3Error, { requestId, hostId }: AnswerIds): string {
  const elements = { Code: code, Message: message, ...resource, RequestId: requestId, HostId: hostId }
  const text = Object.entries(elements).map(([name, value]) => `<${name}>${toContent(name, value)}</${name}>`)
  return `${XML_DECLARATION}<Error>${text.join('')}</Error>`
}

/** AWS: what was signed is shown as it is signed, in lines. */
const IN_LINES = new Set(['StringToSign', 'CanonicalRequest'])

const toContent = (name: string, value: string): string =>
  IN_LINES.has(name) ? value.split('\n').map(escapeXml).join('\n') : escapeXml(value)

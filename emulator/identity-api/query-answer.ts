import { escapeXml } from '../wire/write-xml.ts'
import type { IdentityError } from './errors.ts'

/** Elements by name; those that are `undefined` are left out. */
export interface Elements {
  [name: string]: string | number | Elements | undefined
}

const toXml = (elements: Elements): string =>
  Object.entries(elements)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${typeof value === 'object' ? toXml(value) : escapeXml(String(value))}</${name}>`)
    .join('')

const withNamespace = (name: string, namespace: string, elements: Elements): string =>
  `<${name} xmlns="${namespace}">${toXml(elements)}</${name}>`

export interface AnswerContext {
  namespace: string
  requestId: string
}

/** AWS: the result of an operation of a query API is wrapped twice, in names made of its own. */
export const toResponseXml = (action: string, result: Elements, { namespace, requestId }: AnswerContext): string =>
  withNamespace(`${action}Response`, namespace, {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  })

export const toErrorXml = ({ code, status, message }: IdentityError, { namespace, requestId }: AnswerContext): string =>
  withNamespace('ErrorResponse', namespace, {
    Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
    RequestId: requestId,
  })

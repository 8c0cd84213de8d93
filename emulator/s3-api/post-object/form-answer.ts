import { escapeXml, XML_DECLARATION } from '../../wire/write-xml.ts'
import type { S3Answer } from '../operation.ts'

/** What was stored, and where. */
export interface Posted {
  bucket: string
  key: string
  etag: string
  location: string
}

/** AWS: the form says how it is answered; 204 for whatever else it says. */
export function answerForm(fields: ReadonlyMap<string, string>, posted: Posted, stored: S3Answer['headers']): S3Answer {
  const { bucket, key, etag, location } = posted
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect')
  const target = redirect === undefined ? undefined : toTarget(redirect, posted)
  if (target !== undefined) return { status: 303, headers: { ...stored, Location: target } }
  const headers = { ...stored, Location: location }
  const status = fields.get('success_action_status')
  if (status === '200') return { status: 200, headers }
  if (status !== '201') return { status: 204, headers }
  const elements = Object.entries({ Location: location, Bucket: bucket, Key: key, ETag: etag })
  const content = elements.map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`).join('')
  return { status: 201, headers, body: `${XML_DECLARATION}\n<PostResponse>${content}</PostResponse>` }
}

/** AWS: what is no absolute URL is as good as none. What the URL says already stays in front. */
function toTarget(redirect: string, { bucket, key, etag }: Posted): string | undefined {
  if (!/^https?:\/\//i.test(redirect) || !URL.canParse(redirect)) return undefined
  const target = new URL(redirect)
  for (const [name, value] of Object.entries({ bucket, key, etag })) target.searchParams.append(name, value)
  return target.href
}

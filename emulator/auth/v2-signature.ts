import { createHmac } from 'node:crypto'
import { headerOf, headersOf, pathAndQueryOf, type SignedHead } from './signed-head.ts'
import type { V2Signature } from './signature.ts'

/** Parameters of the query that belong to what is signed. */
const SUBRESOURCES = new Set([
  'accelerate',
  'acl',
  'analytics',
  'cors',
  'defaultObjectAcl',
  'delete',
  'encryption',
  'inventory',
  'lifecycle',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'partNumber',
  'policy',
  'replication',
  'requestPayment',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
  'restore',
  'select',
  'select-type',
  'storageClass',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
])

/** What a version 2 signature is over. `path` is that of the object below its bucket, also where the host names the bucket. */
export function v2StringToSign(head: SignedHead, { expires }: V2Signature, path: string): string {
  const parameters = new URLSearchParams(pathAndQueryOf(head).query)
  const lines = [headerOf(head, 'content-md5') ?? '', headerOf(head, 'content-type') ?? '', expires]
  return [head.method, ...lines, `${amzHeaders(head, parameters)}${path}${subresources(parameters)}`].join('\n')
}

function amzHeaders(head: SignedHead, parameters: URLSearchParams): string {
  const values = new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value]))
  for (const [name, value] of headersOf(head)) values.set(name, value)
  return [...values]
    .filter(([name]) => name.startsWith('x-amz-'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
    .join('')
}

function subresources(parameters: URLSearchParams): string {
  const pairs = [...parameters].filter(([name]) => SUBRESOURCES.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const texts = pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return texts.length === 0 ? '' : `?${texts.join('&')}`
}

/** Each character of the text stands for a byte. */
export const v2Signature = (secretAccessKey: string, stringToSign: string): string =>
  createHmac('sha1', secretAccessKey).update(stringToSign, 'latin1').digest('base64')

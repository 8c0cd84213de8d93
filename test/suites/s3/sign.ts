import { createHash, createHmac } from 'node:crypto'

/** Who signs, and for where. */
export interface Signer {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string | undefined
  region: string
}

export interface Unsigned {
  method: string
  /** With its query, exactly as it is sent. */
  path: string
  host: string
  headers?: Record<string, string>
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const EMPTY_HASH = createHash('sha256').digest('hex')
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

/** Texts are bytes here, one for each character: so are the values of headers. */
const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256')
    .update(Buffer.from(bytes as string, 'latin1'))
    .digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** Such as `20260102T030405Z`. */
export const toAmzDate = (now: Date): string => now.toISOString().replaceAll(/[-:]|\.\d+/g, '')

export const scopeOf = (amzDate: string, { region }: Signer): string =>
  `${amzDate.slice(0, 8)}/${region}/s3/aws4_request`

export function keyOf(amzDate: string, { secretAccessKey, region }: Signer): Buffer {
  const parts = [amzDate.slice(0, 8), region, 's3', 'aws4_request']
  return parts.reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`) as Buffer
}

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.codePointAt(0)!.toString(16).toUpperCase()}`)

/** The query as it is signed: decoded, encoded anew, and sorted. */
function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '')
  const encoded = pairs.map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return `${encode(decodeURIComponent(name))}=${encode(decodeURIComponent(value))}`
  })
  return encoded.toSorted().join('&')
}

function signatureOf(
  { method, path, headers = {} }: Unsigned,
  amzDate: string,
  payload: string,
  signer: Signer,
): string {
  const [raw = '', query = ''] = path.split(/\?(.*)/s)
  const names = Object.keys(headers).toSorted()
  const lines = names.map((name) => `${name}:${headers[name]!.trim().replaceAll(/ +/g, ' ')}\n`)
  const request = [method, raw, canonicalQuery(query), lines.join(''), names.join(';'), payload].join('\n')
  const text = [ALGORITHM, amzDate, scopeOf(amzDate, signer), sha256(request)].join('\n')
  return hmac(keyOf(amzDate, signer), text).toString('hex')
}

/** The headers with a signature of those that S3 wants signed: the host and all `x-amz-*`. */
export function signHeaders(unsigned: Unsigned, signer: Signer): Record<string, string> {
  const amzDate = toAmzDate(new Date())
  const { headers = {}, host } = unsigned
  const payload = headers['x-amz-content-sha256'] ?? UNSIGNED_PAYLOAD
  const sent: Record<string, string> = { ...headers, host, 'x-amz-date': amzDate, 'x-amz-content-sha256': payload }
  if (signer.sessionToken !== undefined) sent['x-amz-security-token'] = signer.sessionToken
  const signed = Object.fromEntries(
    Object.entries(sent).filter(([name]) => name === 'host' || name.startsWith('x-amz-')),
  )
  const signature = signatureOf({ ...unsigned, headers: signed }, amzDate, payload, signer)
  const credential = `${signer.accessKeyId}/${scopeOf(amzDate, signer)}`
  const names = Object.keys(signed).toSorted().join(';')
  return {
    ...sent,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/** The path with a signature in its query, for whoever has the URL. */
export function presign({ method, path, host }: Unsigned, signer: Signer, seconds = 300): string {
  const amzDate = toAmzDate(new Date())
  const parameters: Record<string, string> = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${signer.accessKeyId}/${scopeOf(amzDate, signer)}`,
    'X-Amz-Date': amzDate,
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': 'host',
    ...(signer.sessionToken !== undefined && { 'X-Amz-Security-Token': signer.sessionToken }),
  }
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encode(value)}`)
  const unsigned = `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`
  const signature = signatureOf({ method, path: unsigned, host, headers: { host } }, amzDate, UNSIGNED_PAYLOAD, signer)
  return `${unsigned}&X-Amz-Signature=${signature}`
}

/** Parameters that version 2 signs, of those that are sent here. */
const SIGNED_BY_V2 = /^(?:acl|tagging|uploads|uploadId|partNumber|versionId|response-[a-z-]+)$/

interface UnsignedV2 {
  method: string
  path: string
  /** The path with the bucket in it, wherever the request has it. */
  resource: string
  headers: Record<string, string>
}

/** The same with version 2, as some tools still print it. */
export function presignV2({ method, path, resource, headers }: UnsignedV2, signer: Signer, seconds = 300): string {
  const expires = String(Math.floor(Date.now() / 1000) + seconds)
  const token = signer.sessionToken === undefined ? '' : `x-amz-security-token=${encode(signer.sessionToken)}`
  const [raw = '', query = ''] = resource.split(/\?(.*)/s)
  const pairs = [...query.split('&'), token].filter((pair) => pair !== '')
  const decoded = pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(decodeURIComponent) as [string, string?])
  const amz = decoded.filter(([name]) => name.startsWith('x-amz-')).map(([name, value = '']) => `${name}:${value}\n`)
  const words = decoded
    .filter(([name]) => SIGNED_BY_V2.test(name))
    .map(([name, value]) => (value ? `${name}=${value}` : name))
    .toSorted()
  const text = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', expires].join('\n')
  const signed = `${text}\n${amz.toSorted().join('')}${raw}${words.length > 0 ? `?${words.join('&')}` : ''}`
  const signature = createHmac('sha1', signer.secretAccessKey).update(signed).digest('base64')
  const own = [
    `AWSAccessKeyId=${encode(signer.accessKeyId)}`,
    `Expires=${expires}`,
    token,
    `Signature=${encode(signature)}`,
  ]
  return `${path}${path.includes('?') ? '&' : '?'}${own.filter((pair) => pair !== '').join('&')}`
}

/** A body in chunks of which each is signed with the signature before it, and the trailing header likewise. */
export function signChunks(
  chunks: readonly (string | Uint8Array)[],
  headers: Record<string, string>,
  signer: Signer,
  trailer?: readonly [name: string, value: string],
): Buffer {
  const amzDate = headers['x-amz-date']!
  const key = keyOf(amzDate, signer)
  let last = /Signature=([0-9a-f]+)/.exec(headers['authorization']!)![1]!
  const next = (kind: string, ...lines: string[]): string => {
    last = hmac(key, [`${ALGORITHM}-${kind}`, amzDate, scopeOf(amzDate, signer), last, ...lines].join('\n')).toString(
      'hex',
    )
    return last
  }
  const framed = [...chunks, ''].map((chunk) => {
    const bytes = Buffer.from(chunk as string)
    const signature = next('PAYLOAD', EMPTY_HASH, sha256(bytes))
    const head = `${bytes.length.toString(16)};chunk-signature=${signature}\r\n`
    return Buffer.concat([Buffer.from(head), bytes, Buffer.from(bytes.length === 0 ? '' : '\r\n')])
  })
  if (!trailer) return Buffer.concat([...framed, Buffer.from('\r\n')])
  const [name, value] = trailer
  const signature = next('TRAILER', sha256(`${name}:${value}\n`))
  const end = `${name}:${value}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`
  return Buffer.concat([...framed, Buffer.from(end)])
}

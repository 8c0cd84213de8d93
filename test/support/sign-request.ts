import { createHash, createHmac } from 'node:crypto'

export interface Keys {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

export interface ToSign {
  method?: string
  /** With its query, as it is sent. */
  path: string
  host: string
  service: string
  /** `us-east-1` unless told. */
  region?: string
  headers?: Record<string, string>
  body?: string
  /** When it is signed; epoch milliseconds. */
  at?: number
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const toAmzDate = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.codePointAt(0)!.toString(16).toUpperCase()}`)

/** Version 4 after AWS's "Create a signed request", without any code that verifies. */
function signature(request: ToSign, keys: Keys, { amzDate, headers, payload }: Signing): string {
  const { method = 'GET', path } = request
  const [raw = '', query = ''] = path.split(/\?(.*)/s)
  const canonicalPath = request.service === 's3' ? raw : raw.split('/').map(encode).join('/')
  const pairs = query.split('&').filter((pair) => pair !== '')
  const canonicalQuery = pairs
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .toSorted()
    .join('&')
  const names = Object.keys(headers).toSorted()
  const lines = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('')
  const canonical = [method, canonicalPath, canonicalQuery, lines, names.join(';'), payload].join('\n')
  const scope = scopeOf(amzDate, request)
  const key = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${keys.secretAccessKey}`)
  return hmac(key, [ALGORITHM, amzDate, scope, sha256(canonical)].join('\n')).toString('hex')
}

interface Signing {
  amzDate: string
  headers: Record<string, string>
  payload: string
}

const scopeOf = (amzDate: string, { region = 'us-east-1', service }: ToSign): string =>
  `${amzDate.slice(0, 8)}/${region}/${service}/aws4_request`

/** The headers of a request, signed; for services other than S3 without a header that says the payload's hash, as boto3 does. */
export function signedHeaders(request: ToSign, keys: Keys): Record<string, string> {
  const amzDate = toAmzDate(request.at ?? Date.now())
  const { headers = {}, host, body = '', service } = request
  const payload = headers['x-amz-content-sha256'] ?? sha256(body)
  const sent: Record<string, string> = { ...headers, host, 'x-amz-date': amzDate }
  if (service === 's3') sent['x-amz-content-sha256'] = payload
  if (keys.sessionToken !== undefined) sent['x-amz-security-token'] = keys.sessionToken
  const credential = `${keys.accessKeyId}/${scopeOf(amzDate, request)}`
  const proof = signature(request, keys, { amzDate, headers: sent, payload })
  const names = Object.keys(sent).toSorted().join(';')
  return { ...sent, authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${proof}` }
}

/** The path with a signature in its query. */
export function signedLink(request: ToSign & { seconds?: number; payloadHash?: string }, keys: Keys): string {
  const amzDate = toAmzDate(request.at ?? Date.now())
  const { path, host, service, seconds = 300 } = request
  const parameters: Record<string, string> = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${keys.accessKeyId}/${scopeOf(amzDate, request)}`,
    'X-Amz-Date': amzDate,
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': 'host',
    ...(keys.sessionToken !== undefined && { 'X-Amz-Security-Token': keys.sessionToken }),
  }
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encode(value)}`)
  const unsigned = `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`
  const payload = request.payloadHash ?? (service === 's3' ? 'UNSIGNED-PAYLOAD' : sha256(''))
  const proof = signature({ ...request, path: unsigned }, keys, { amzDate, headers: { host }, payload })
  return `${unsigned}&X-Amz-Signature=${proof}`
}

/** The path with a signature of version 2 in its query. `resource`: what it is in S3 where the host names the bucket. */
export function oldLink({ method = 'GET', path, resource = path, expires }: OldLink, keys: Keys): string {
  const [raw, query] = resource.split('?') as [string, string?]
  const text = [method, '', '', String(expires), `${raw}${query === undefined ? '' : `?${query}`}`].join('\n')
  const proof = createHmac('sha1', keys.secretAccessKey).update(text).digest('base64')
  const parameters = `AWSAccessKeyId=${keys.accessKeyId}&Signature=${encode(proof)}&Expires=${expires}`
  return `${path}${path.includes('?') ? '&' : '?'}${parameters}`
}

interface OldLink {
  method?: string
  path: string
  resource?: string
  /** Epoch seconds. */
  expires: number
}

import type { Answer } from './ask.ts'
import { ok, wrong, type Finding } from './finding.ts'
import { isSameServer } from './same-server.ts'

/** What came of one unsigned question to an S3, and when. */
export type Probe = { answer: Answer; askedAt: number; answeredAt: number } | { error: NodeJS.ErrnoException }

/** Asks once, for the checks that build on it. Never rejects. */
export async function probeS3(
  endpoint: URL,
  { ask, now }: { ask: (url: URL, signal: AbortSignal) => Promise<Answer>; now: () => number },
  signal: AbortSignal,
): Promise<Probe> {
  const askedAt = now()
  try {
    const answer = await ask(endpoint, signal)
    return { answer, askedAt, answeredAt: now() }
  } catch (error) {
    return { error: error as NodeJS.ErrnoException }
  }
}

/** Whether something answers there, and whether it is an S3. */
export function checkEndpoint(endpoint: URL, own: URL, probe: Probe): Finding {
  if (own.port !== '0' && isSameServer(own, endpoint))
    return wrong(
      `${endpoint.origin} is where Outcrop itself listens`,
      'give the URL of another S3 with --s3, or another --port',
    )
  if ('error' in probe) return unreachable(endpoint, probe.error)
  const { status, headers, text } = probe.answer
  if (SPEAKS_TLS.test(text)) return wrong(`${endpoint.origin} wants TLS`, `give --s3 https://${endpoint.host}`)
  if (/^text\/html/i.test(headers['content-type'] ?? ''))
    return wrong(
      `${endpoint.origin} answers with a web page`,
      'a console has another port than its S3: give the URL of the S3 itself',
    )
  return headers['x-amz-request-id'] !== undefined || headers['x-amz-id-2'] !== undefined || S3_XML.test(text)
    ? ok(`${endpoint.origin} answers as an S3 does`)
    : wrong(`${endpoint.origin} answers ${status}, but not as an S3 does`, 'give the URL of an S3 with --s3')
}

/** Words of Go's, nginx's and Apache's servers to whoever speaks HTTP to them where they speak HTTPS. */
const SPEAKS_TLS =
  /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL/

const S3_XML = /^\s*(?:<\?xml[^>]*>\s*)?<(?:Error|ListAllMyBucketsResult)[\s>]/

type Words = (endpoint: URL) => [finding: string, remedy: string]

const CHECK_URL = 'look at the URL of --s3'
const UNKNOWN_ISSUER: Words = ({ host }) => [
  `the certificate of ${host} is of nobody that Node trusts`,
  'name its issuer with NODE_EXTRA_CA_CERTS=/path/of/ca.pem',
]
const NO_WAY: Words = ({ host }) => [`no way leads to ${host}`, 'look at the network, a VPN or a firewall']
const NO_TLS: Words = ({ host, origin }) => [`${origin} speaks no TLS`, `give --s3 http://${host}`]
const CUT_OFF: Words = ({ origin, protocol, host }) => [
  `${origin} takes the connection and cuts it off`,
  protocol === 'http:' ? `perhaps it is https://${host}` : CHECK_URL,
]

const WHY: Record<string, Words> = {
  ENOTFOUND: ({ hostname }) => [`the name ${hostname} does not resolve`, CHECK_URL],
  EAI_AGAIN: ({ hostname }) => [
    `the name ${hostname} could not be looked up: no name server answers`,
    'look at the network',
  ],
  ECONNREFUSED: ({ host }) => [`nothing listens at ${host}`, `start the S3, or ${CHECK_URL}`],
  ECONNRESET: CUT_OFF,
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  ETIMEDOUT: NO_WAY,
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_ISSUER,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  CERT_HAS_EXPIRED: ({ host }) => [`the certificate of ${host} has expired`, 'renew it, or set the clock'],
  CERT_NOT_YET_VALID: ({ host }) => [`the certificate of ${host} is not valid yet`, "set this machine's clock"],
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host, hostname }) => [
    `the certificate of ${host} is not for the name ${hostname}`,
    'give the URL with a name that it is for',
  ],
}

function unreachable(endpoint: URL, { name, code = '', message }: NodeJS.ErrnoException): Finding {
  if (name === 'AbortError' || name === 'TimeoutError')
    return wrong(`${endpoint.origin} does not answer in time`, `${CHECK_URL}, the network, and the S3`)
  if (code.startsWith('HPE_')) return wrong(`${endpoint.origin} speaks no HTTP`, CHECK_URL)
  const [finding, remedy] = WHY[code]?.(endpoint) ?? [`${endpoint.origin} cannot be reached: ${message}`, CHECK_URL]
  return wrong(finding, remedy)
}

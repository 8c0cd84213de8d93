import * as fc from 'fast-check'
import type { Route } from './routes.ts'
import { hostileText, inLine, rarely } from './texts.ts'

const HEADERS = [
  'accept',
  'connection',
  'expect',
  'range',
  'if-match',
  'if-none-match',
  'content-type',
  'content-encoding',
  'content-md5',
  'x-amz-content-sha256',
  'x-amz-decoded-content-length',
  'x-amz-trailer',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-meta-__proto__',
  'x-amz-tagging',
  'origin',
  'host',
  '__proto__',
  'upgrade',
  'te',
  'cookie',
  'x-http-method-override',
  'x-forwarded-host',
]

/** Any header, and of the route's own most often. */
export const header = ({ headers }: Route): fc.Arbitrary<[string, string]> =>
  fc.tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...HEADERS) },
      { weight: 6, arbitrary: fc.constantFrom(...headers, 'date') },
      { weight: 1, arbitrary: hostileText.map(inLine) },
    ),
    fc.oneof(
      hostileText.map(inLine),
      fc.constantFrom('100-continue', 'close', 'keep-alive', 'text/html', 'Upgrade, HTTP2-Settings', 'null'),
    ),
  )

/** Those that make the request what it is. The one that there is in S3 names an object to copy. */
export const neededHeaders = ({ neededHeaders: names }: Route): fc.Arbitrary<readonly [string, string][]> =>
  fc.tuple(
    ...names.map((name) =>
      rarely(hostileText.map(inLine), '/fuzz-bucket/a', 3).map((value): [string, string] => [name, value]),
    ),
  )

/** What must come with a signature. */
export const SIGNED: [string, string][] = [
  ['x-amz-date', '20260101T000000Z'],
  ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'],
]

/** An Authorization header whose scope names a service. */
export const scopeOf = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`

/** A signature, of which there may be anything but that it is right. */
export const authorization = ({ service }: Route): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(service === undefined ? undefined : scopeOf(service)) },
    hostileText.map((text) => `AWS4-HMAC-SHA256 ${inLine(text)}`),
    hostileText.map((text) => scopeOf(inLine(text))),
    fc.constantFrom(
      undefined,
      'Bearer',
      'Bearer x',
      'AWS a:b',
      `Bearer bedrock-api-key-${'A'.repeat(500)}`,
      'AWS4-HMAC-SHA256 Credential=//////',
    ),
  )

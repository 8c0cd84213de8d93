import type { WireAnswer } from './wire-answer.ts'

/** The APIs behind the one port. */
export type Api = 'bedrock' | 's3' | 'identity' | 'admin' | 'gateway'

/** What is wrong with an error of each API; `undefined`: it is as its clients read it. */
const FAULTS: Record<Api, (answer: WireAnswer) => string | undefined> = {
  bedrock: ({ headers, body }) =>
    headers.has('x-amzn-errortype') && headers.has('x-amzn-requestid')
      ? membersFault(headers, body, ['message'])
      : 'no error of Bedrock has these headers',
  s3: ({ headers, body }) => {
    const [, id] =
      /^<\?xml version="1\.0" encoding="UTF-8"\?><Error><Code>\w+<\/Code><Message>[^<]+<\/Message>.*<RequestId>(\w+)<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/s.exec(
        body,
      ) ?? []
    return id !== undefined && headers.get('x-amz-request-id') === id && isXml(headers)
      ? undefined
      : 'it is no error of S3'
  },
  identity: ({ headers, body }) =>
    /^<ErrorResponse(?: xmlns="[^"]*")?><Error>(?:<Type>\w+<\/Type>)?<Code>\w+<\/Code><Message>[^<]+<\/Message><\/Error>.*<\/ErrorResponse>$/s.test(
      body,
    ) && isXml(headers)
      ? undefined
      : 'it is no error of a query API',
  admin: ({ headers, body }) =>
    headers.has('x-amzn-errortype') ? 'it is an error of Bedrock' : membersFault(headers, body, ['message']),
  gateway: ({ headers, body }) => {
    const outer = membersFault(headers, body, ['error'])
    return outer ?? namesFault((JSON.parse(body) as { error: object }).error, ['code', 'message', 'param', 'type'])
  },
}

const isXml = (headers: WireAnswer['headers']): boolean =>
  /^(?:application|text)\/xml$/.test(headers.get('content-type')!)

function membersFault(headers: WireAnswer['headers'], body: string, names: string[]): string | undefined {
  if (!/^application\/json(?:; charset=utf-8)?$/.test(headers.get('content-type') ?? ''))
    return 'it is not typed as JSON'
  try {
    const value = JSON.parse(body) as Record<string, unknown>
    return names.includes('message') && typeof value['message'] !== 'string'
      ? 'it has no message'
      : namesFault(value, names)
  } catch {
    return 'it is no JSON'
  }
}

/** Errors of Bedrock may have further members, such as `resourceName`. */
function namesFault(value: object, names: string[]): string | undefined {
  const missing = names.filter((name) => !Object.hasOwn(value, name))
  // Those of Fastify's own errors.
  return missing.length > 0 || Object.hasOwn(value, 'statusCode')
    ? `its members are ${Object.keys(value).join(', ')}`
    : undefined
}

/** Answers of the HTTP server itself, to what is no request of any API: they have no body, and end the connection. */
const isBelowApis = ({ status, headers, body }: WireAnswer): boolean =>
  [400, 408, 413, 417, 431, 501].includes(status) &&
  body === '' &&
  (headers.get('connection') === 'close' || status === 417)

/** Words that only a look into the program can have brought. */
const INSIDE = /node_modules|file:\/\/|\bat [\w.<>]+ \(|\.ts:[0-9]|node:internal|SQLITE_/

/** What is wrong with an answer. `api`: whose it must be, where that is certain; `method`: of the request. */
export function faultOf(
  answer: WireAnswer,
  { api, method }: { api: Api | undefined; method?: string },
): string | undefined {
  const { status, body } = answer
  if (status >= 500 && status !== 501) return `its status is ${status}`
  // What is no error may have in it what somebody else has stored.
  if (status < 400) return undefined
  if (INSIDE.test(body)) return 'it shows what is inside'
  if (isBelowApis(answer)) return undefined
  if (method === 'HEAD') return body === '' ? undefined : 'HEAD has a body'
  const apis = api === undefined ? (Object.keys(FAULTS) as Api[]) : [api]
  const faults = apis.map((each) => FAULTS[each](answer))
  return faults.includes(undefined) ? undefined : `as one of ${apis.join(', ')}: ${faults[0]}`
}

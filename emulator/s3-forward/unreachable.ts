import { S3Error } from '../s3-api/errors.ts'

/** What whoever set up the far end's address can do, by the code of Node's error. */
const ADVICE: [codes: RegExp, advice: string][] = [
  [/^ECONNREFUSED$/, 'nothing listens there; is it running?'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'the host has no address; is its name right?'],
  [
    /^(?:EPROTO|ERR_SSL_.*|HPE_.*)$/,
    'it does not speak this protocol; is it http where https is asked for, or the other way?',
  ],
  [
    /CERT|^(?:UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED)/,
    'its certificate is not trusted; NODE_EXTRA_CA_CERTS names a file of further authorities',
  ],
]

/** The far end gave no answer; AWS: 503 is for trying again. */
export function unreachable({ origin }: URL, error: unknown): S3Error {
  const { code = '', text } = describe(error)
  const advice = ADVICE.find(([codes]) => codes.test(code))?.[1]
  const message = `Outcrop could not reach the S3 at ${origin}: ${text}${advice === undefined ? '' : ` (${advice})`}`
  return Object.assign(new S3Error('ServiceUnavailable', 503, message), { cause: error })
}

export const withoutCredentials = ({ origin }: URL, error: unknown): S3Error =>
  Object.assign(
    new S3Error(
      'ServiceUnavailable',
      503,
      `Outcrop has no credentials for the S3 at ${origin}: ${describe(error).text}`,
    ),
    { cause: error },
  )

/** A host with several addresses fails with one error that has them all, and no message of its own. */
function describe(error: unknown): { code: string | undefined; text: string } {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  if (!(first instanceof Error)) return { code: undefined, text: String(first) }
  const { code } = first as NodeJS.ErrnoException
  return { code, text: first.message || code || first.name }
}

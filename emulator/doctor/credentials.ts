import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3'
import { meaningOfRefusal, type RefusalMeaning, type SdkError } from '../object-store/s3-refusal.ts'
import { ok, warning, wrong, type Finding } from './finding.ts'

/** What the SDK says of where it found credentials, in words. */
const SOURCES: Record<string, string> = {
  CREDENTIALS_ENV_VARS: 'the environment',
  CREDENTIALS_CODE: 'the options',
  CREDENTIALS_PROFILE: 'a profile in ~/.aws',
  CREDENTIALS_PROFILE_SSO: 'a profile in ~/.aws, by SSO',
  CREDENTIALS_PROFILE_SSO_LEGACY: 'a profile in ~/.aws, by SSO',
  CREDENTIALS_PROFILE_PROCESS: 'a profile in ~/.aws, by a program',
  CREDENTIALS_PROFILE_SOURCE_PROFILE: 'a profile in ~/.aws, by a role',
  CREDENTIALS_HTTP: "the container's role",
  CREDENTIALS_IMDS: "the machine's role",
}

/** Whether there are credentials, and whether the S3 takes them. Of an access key four characters are said at most. */
export async function checkCredentials(client: S3Client, signal: AbortSignal): Promise<Finding> {
  let found: Awaited<ReturnType<S3Client['config']['credentials']>> & { $source?: Record<string, unknown> }
  try {
    found = await client.config.credentials()
  } catch (error) {
    return noCredentials(error as Error)
  }
  const source =
    Object.keys(found.$source ?? {})
      .map((name) => SOURCES[name])
      .find(Boolean) ?? "the SDK's usual places"
  const name = `the access key ${shorten(found.accessKeyId)} of ${source}`
  if (found.expiration && found.expiration.getTime() < Date.now()) return expired(name)
  try {
    await client.send(new ListBucketsCommand({}), { abortSignal: signal })
    return ok(`${name} is accepted`)
  } catch (error) {
    return judge(name, error as SdkError)
  }
}

/** The start of an access key; half of a short one, as MinIO has. */
const shorten = (accessKeyId: string): string => `${accessKeyId.slice(0, Math.min(4, accessKeyId.length / 2))}...`

const expired = (name: string): Finding =>
  wrong(`${name} has expired`, 'get new ones: aws sso login, or a new AWS_SESSION_TOKEN with its key')

const noCredentials = ({ message }: SdkError): Finding =>
  wrong(`there are none: ${message}`, 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE')

const WHY: Record<RefusalMeaning, (name: string, refusal: SdkError) => Finding> = {
  noCredentials: (_name, refusal) => noCredentials(refusal),
  unknownKey: (name) => wrong(`the S3 does not know ${name}`, 'set AWS_ACCESS_KEY_ID to one that it knows'),
  wrongSecret: (name) =>
    wrong(`${name} is known, but the secret key is another`, 'set AWS_SECRET_ACCESS_KEY to the one that belongs to it'),
  expired,
  strangeToken: (name) =>
    wrong(
      `the session token beside ${name} is not of this S3`,
      'unset AWS_SESSION_TOKEN, or set the one that belongs to it',
    ),
  badCredentials: (name, { message }) => wrong(`the S3 refuses ${name}: ${message}`, 'set those that it knows'),
  wrongClock: (name) =>
    wrong(`${name} is refused for the time of the request`, "set this machine's clock, by NTP for one"),
  wrongRegion: (name, { message, Region: region }) =>
    wrong(`${name} is refused: ${message}`, `choose the S3's region with --region${region ? ` ${region}` : ''}`),
}

function judge(name: string, refusal: SdkError): Finding {
  const { name: code = '', message = '', $metadata } = refusal
  const meaning = meaningOfRefusal(refusal)
  if (meaning !== undefined) return WHY[meaning](name, refusal)
  if (code === 'AccessDenied') return ok(`${name} is accepted; it may not list all buckets, which nobody needs here`)
  const status = $metadata?.httpStatusCode
  if (status === undefined) return wrong(`nothing answers what ${name} signs: ${message || code}`, 'look at the S3')
  const finding = `the S3 answers ListBuckets with ${status} ${code}: ${message}`
  if (status >= 500) return wrong(finding, 'look at the S3, and at its log')
  // Not every S3 knows the question, nor calls what is not allowed AccessDenied.
  return warning(finding, `if jobs fail, too, give others than ${name}`)
}

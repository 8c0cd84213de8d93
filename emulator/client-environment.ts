import { CLIENT_CREDENTIALS } from './credential.ts'
import type { DirectAccess } from './s3-backend/s3-backend.ts'

/** Environment variables by name; `undefined` stands for one that must not be set. */
export type Environment = Record<string, string | undefined>

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']

/**
 * Variables that would lead an AWS or OpenAI SDK past Outcrop, to the real and billed service, or through a proxy. With the
 * expiration of the real credentials boto3 would take ours for expired, too. The last three make SDKs ignore
 * AWS_ENDPOINT_URL or refuse it.
 */
const MISLEADING = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_BEARER_TOKEN_BEDROCK',
  ...PROXIES,
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
]

const ENDPOINT_OF_ONE_SERVICE = /^AWS_ENDPOINT_URL_/

/** What programs sign with. */
export interface ClientCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string | undefined
}

/** What is said of the S3 behind Outcrop, for programs that want to talk to it directly. */
export type S3Access = Omit<DirectAccess, 'container'> | undefined

/** Names for what an SDK does not look for by itself: it finds everything at the one URL. */
const S3_VARIABLES: Record<string, (s3: S3Access) => string | undefined> = {
  OUTCROP_S3_ENDPOINT_URL: (s3) => s3?.endpoint,
  OUTCROP_S3_CONSOLE_URL: (s3) => s3?.console,
  OUTCROP_S3_ACCESS_KEY_ID: (s3) => s3?.credentials?.accessKeyId,
  OUTCROP_S3_SECRET_ACCESS_KEY: (s3) => s3?.credentials?.secretAccessKey,
}

/** What there is to say, and, of what an earlier Outcrop said, that it holds no more. */
function s3Environment(s3: S3Access, present: NodeJS.ProcessEnv): Environment {
  const entries = Object.entries(S3_VARIABLES).map(([name, valueOf]) => [name, valueOf(s3)] as const)
  return Object.fromEntries(entries.filter(([name, value]) => value !== undefined || present[name] !== undefined))
}

/** What a program's environment must be so that its SDKs talk to Outcrop and to nothing else. */
export function clientEnvironment(
  url: string,
  region: string,
  present: NodeJS.ProcessEnv = {},
  s3?: S3Access,
  { accessKeyId, secretAccessKey, sessionToken }: ClientCredentials = CLIENT_CREDENTIALS,
): Environment {
  const ofOneService = Object.keys(present).filter((name) => ENDPOINT_OF_ONE_SERVICE.test(name))
  return {
    ...Object.fromEntries([...MISLEADING, ...ofOneService].map((name) => [name, undefined])),
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    OPENAI_BASE_URL: `${url}/v1`,
    OPENAI_API_KEY: 'outcrop',
    OUTCROP_URL: url,
    ...s3Environment(s3, present),
  }
}

/** The same for a shell, in which other programs go on: they keep their proxies, and Outcrop is reached without one. */
export function shellEnvironment(
  url: string,
  region: string,
  present: NodeJS.ProcessEnv,
  s3?: S3Access,
  credentials?: ClientCredentials,
): Environment {
  const environment = clientEnvironment(url, region, present, s3, credentials)
  for (const name of PROXIES) delete environment[name]
  const { hostname } = new URL(url)
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const others = (present[name] ?? '').split(',').filter((host) => host !== '' && host !== hostname)
    environment[name] = [...others, hostname].join(',')
  }
  return environment
}

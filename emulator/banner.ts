import type { Emulator } from './index.ts'

/** What a start prints for people. */
export const banner = (emulator: Emulator, version: string): string => `Outcrop ${version} is ready: ${emulator.url}

  export AWS_ENDPOINT_URL=${emulator.url}
  export OPENAI_BASE_URL=${emulator.url}/v1   (answers 501 until the OpenAI side is built)

Data   ${dataOf(emulator)}
${s3Of(emulator)}Clock  ${emulator.config.clock}
Rules  ${rulesOf(emulator)}

${credentialsOf(emulator)}; eval "$(outcrop env)" sets all that an SDK needs. Ctrl-C ends it.
`

const CREDENTIALS: Record<Emulator['config']['auth'], string> = {
  off: 'Any credentials will do',
  parse: 'Requests must be signed, and any credentials will do',
  verify: 'Signatures are verified with the credentials of the configuration',
}

const credentialsOf = ({ config: { auth } }: Emulator): string => CREDENTIALS[auth]

const dataOf = ({ dataPath, config }: Emulator): string =>
  config.data === undefined ? `${dataPath}, removed at the end; --data FOLDER keeps it` : dataPath

function s3Of({ s3 }: Emulator): string {
  if (!s3) return ''
  const { endpoint, console, credentials, container } = s3
  if (!credentials || !container)
    return `S3     ${endpoint}, with credentials from the environment; what is there stays\n`
  const fate = container.isKept
    ? `kept for the next start; docker rm --force --volumes ${container.name} removes it`
    : 'removed at the end; --s3-reuse keeps it'
  return `S3     MinIO at ${endpoint}, console at ${console}
       access key ${credentials.accessKeyId}, secret key ${credentials.secretAccessKey}
       container ${container.name}, ${fate}
`
}

const rulesOf = ({ config: { relaxed } }: Emulator): string =>
  relaxed.length === 0 ? "AWS's quotas hold; --relaxed lifts them" : `without ${relaxed.join(', ')}`

/** The same for programs: one line of JSON. */
export const readyLine = ({ url, dataPath, s3 }: Emulator, version: string): string =>
  `${JSON.stringify({ url, data: dataPath, version, pid: process.pid, ...(s3 && { s3 }) })}\n`

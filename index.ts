import { startEmulator, type Emulator, type Options } from './emulator/index.ts'
import { clientEnvironment, type Environment } from './emulator/client-environment.ts'
import { toConfig } from './emulator/config.ts'

export {
  ConfigError,
  type DirectAccess,
  type Emulator,
  type Job,
  type Options,
  type RequestEntry,
  type RequestFilter,
} from './emulator/index.ts'

/** A running Outcrop; `await using` ends it. Several may run in one process. */
export interface Outcrop extends Emulator {
  /** Settings for the clients of the AWS SDK for JavaScript: `new BedrockClient(outcrop.aws)`, `new S3Client(outcrop.aws)`. */
  aws: {
    endpoint: string
    region: string
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
    forcePathStyle: true
  }
  /** Environment variables for a program in another process; those that are `undefined` must not be set there. */
  environment: Environment
}

/** Starts Outcrop. Options not given have the defaults of `outcrop start`, but the port is a free one and the log silent. */
export async function startOutcrop(options: Options = {}): Promise<Outcrop> {
  const emulator = await startEmulator(toConfig(options, { port: 0, logLevel: 'silent' }))
  const { url, config } = emulator
  // Those of the configuration, where signatures are verified; else any will do.
  const { accessKeyId, secretAccessKey, sessionToken } = config.credentials[0]!
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
  return {
    ...emulator,
    aws: { endpoint: url, region: config.region, credentials, forcePathStyle: true },
    environment: clientEnvironment(url, config.region, {}, emulator.s3, credentials),
  }
}

import { readFileSync } from 'node:fs'
import { BUCKET_NAME } from '../translator/formats/s3-uri.ts'
import { DEFAULT_CREDENTIALS, readAuth, readCredentials, type AuthMode } from './auth-options.ts'
import type { ClockMode } from './clock.ts'
import type { Credential, CredentialOptions } from './credential.ts'
import { DEFAULT_PHASES, PHASE_NAMES, type Phases } from './phases.ts'
import { QUOTA_NAMES, type Quotas, type RelaxableRule } from './limits.ts'
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from './log.ts'
import { NO_MODELS, readModels, type ModelOptions, type ModelOptionsInput } from './model-options.ts'
import {
  ConfigError,
  integerFrom,
  listOf,
  membersOf,
  membersWith,
  oneOf,
  readDuration,
  readSwitch,
  refuse,
  textOf,
  type Reader,
} from './option-readers.ts'
import { readRelaxed } from './relaxed-option.ts'
import { checkS3Options, DEFAULT_S3_IMAGE, readS3, readS3Image, type S3Choice } from './s3-options.ts'
import { UNVERIFIED_DEFAULTS, UNVERIFIED_SETTINGS, type Unverified } from './unverified.ts'
import { REGION_PATTERN } from './region.ts'

export { ConfigError } from './option-readers.ts'

/** What the emulator runs with: every value checked, every default filled in. */
export interface Config {
  port: number
  host: string
  /** Where state is kept; `undefined`: a temporary folder that goes away at the end. */
  data: string | undefined
  s3: S3Choice
  /** Of MinIO; `undefined` where it is not wanted. */
  s3Image: string | undefined
  /** Whether the container of MinIO is kept for the next start. */
  s3Reuse: boolean
  clock: ClockMode
  phases: Phases
  /** Answers and the order of output are a function of it; job ids only where it was given. */
  seed: string | undefined
  relaxed: RelaxableRule[]
  region: string
  accountId: string
  /** Buckets made at the start. */
  buckets: string[]
  allowOrigin: string[]
  allowHost: string[]
  /** Whether requests must be signed (`parse`), and with keys that are known (`verify`). */
  auth: AuthMode
  credentials: Credential[]
  logLevel: LogLevel
  logFormat: LogFormat
  quotas: Partial<Quotas>
  /** Models, inference profiles and custom models beside those of the catalogue. */
  models: ModelOptions
  unverified: Unverified
}

/**
 * The same, as code and configuration files give it; a Config is one of them. A duration is milliseconds or a text such as
 * `30s` or `2h`. `undefined` counts as not given.
 */
export interface Options {
  port?: number | undefined
  host?: string | undefined
  data?: string | undefined
  s3?: S3Choice | undefined
  s3Image?: string | undefined
  s3Reuse?: boolean | undefined
  clock?: ClockMode | undefined
  phases?: Partial<Record<keyof Phases, number | string>> | undefined
  seed?: string | number | undefined
  relaxed?: boolean | RelaxableRule[] | undefined
  region?: string | undefined
  accountId?: string | undefined
  buckets?: string[] | undefined
  allowOrigin?: string[] | undefined
  allowHost?: string[] | undefined
  auth?: AuthMode | undefined
  credentials?: CredentialOptions[] | undefined
  logLevel?: LogLevel | undefined
  logFormat?: LogFormat | undefined
  quotas?: Partial<Quotas> | undefined
  models?: ModelOptionsInput | undefined
  unverified?: Partial<Unverified> | undefined
  /** A JSON file with any of the options above; what is given beside it wins. */
  config?: string | undefined
}

const readMember = <T extends readonly string[]>(values: T): Reader<T[number]> => oneOf(values)

const readers = {
  port: integerFrom(0, 65_535),
  host: textOf(/^[0-9A-Za-z.:_-]+$/, 'a host name or an address'),
  data: textOf(/./, 'the path of a folder'),
  s3: readS3,
  s3Image: readS3Image,
  s3Reuse: readSwitch,
  clock: oneOf(['fast', 'realtime', 'manual'] as const),
  phases: membersOf<Phases>(membersWith(PHASE_NAMES, readDuration)),
  seed: (value, name) =>
    typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : refuse(name, value, 'must be a text or a number'),
  relaxed: readRelaxed,
  region: textOf(new RegExp(`^${REGION_PATTERN}$`), 'a region such as us-east-1'),
  accountId: textOf(/^[0-9]{12}$/, 'twelve digits'),
  buckets: listOf(textOf(BUCKET_NAME, 'a list of bucket names, each 3 to 63 of a-z, 0-9, dots and hyphens')),
  allowOrigin: listOf(textOf(/^https?:\/\/[^/\s]+$/, 'a list of origins such as http://localhost:3000')),
  allowHost: listOf(textOf(/^[^/\s]+$/, 'a list of host names')),
  auth: readAuth,
  credentials: readCredentials,
  logLevel: oneOf(LOG_LEVELS),
  logFormat: oneOf(LOG_FORMATS),
  quotas: membersOf<Quotas>(membersWith(QUOTA_NAMES, integerFrom(0, Number.MAX_SAFE_INTEGER))),
  models: readModels,
  unverified: membersOf<Unverified>(
    Object.fromEntries(Object.entries(UNVERIFIED_SETTINGS).map(([name, values]) => [name, readMember(values)])) as {
      [Name in keyof Unverified]: Reader<Unverified[Name]>
    },
  ),
} satisfies { [Name in Exclude<keyof Options, 'config'>]-?: Reader<unknown> }

type Checked = { [Name in keyof typeof readers]?: ReturnType<(typeof readers)[Name]> }

/**
 * Checks options and fills in defaults: those of the caller, which an option or the configuration file overrides, before the
 * general ones. Values may also be texts, as flags and environment variables give them. Throws a ConfigError.
 */
export function toConfig(options: { [Name in keyof Options]?: unknown }, defaults: Checked = {}): Config {
  const { config, ...given } = options
  const fromFile = config === undefined ? {} : readConfigFile(config)
  const checked: Checked = { ...defaults, ...check(fromFile, `in ${String(config)}: `), ...check(given, '') }
  const { clock = 'fast', s3 = 'embedded', s3Reuse = false } = checked
  checkS3Options({ s3, s3Image: checked.s3Image, s3Reuse })
  return {
    port: 4747,
    host: '127.0.0.1',
    data: undefined,
    seed: undefined,
    relaxed: [],
    region: 'us-east-1',
    accountId: '000000000000',
    buckets: [],
    allowOrigin: [],
    allowHost: [],
    auth: 'off',
    credentials: DEFAULT_CREDENTIALS,
    logLevel: 'info',
    logFormat: 'text',
    quotas: {},
    models: NO_MODELS,
    ...checked,
    s3,
    s3Image: checked.s3Image ?? (s3 === 'minio' ? DEFAULT_S3_IMAGE : undefined),
    s3Reuse,
    clock,
    phases: { ...DEFAULT_PHASES[clock], ...checked.phases },
    unverified: { ...UNVERIFIED_DEFAULTS, ...checked.unverified },
  }
}

function check(options: object, where: string): Checked {
  const entries = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return []
    const reader = Object.hasOwn(readers, name) ? readers[name as keyof typeof readers] : undefined
    if (!reader)
      throw new ConfigError(`${where}there is no option ${name}; the options are ${Object.keys(readers).join(', ')}`)
    return [[name, reader(value, `${where}${name}`)]]
  })
  return Object.fromEntries(entries) as Checked
}

function readConfigFile(path: unknown): object {
  if (typeof path !== 'string') return refuse('config', path, 'must be the path of a JSON file')
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ConfigError(`the configuration file ${path} cannot be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ConfigError(`the configuration file ${path} must hold one JSON object`)
  return value
}

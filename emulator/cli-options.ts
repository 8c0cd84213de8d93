import { Option, type Command } from 'commander'
import type { Options } from './config.ts'
import { RELAXABLE_RULES } from './limits.ts'
import { DEFAULT_S3_IMAGE } from './s3-options.ts'

interface OptionLine {
  flags: string
  description: string
}

/** Every option of the emulator that a command takes, in the order of the help. The values are checked by toConfig(). */
const EMULATOR_OPTIONS: Record<
  Exclude<keyof Options, 'quotas' | 'unverified' | 'models' | 'credentials'>,
  OptionLine
> = {
  port: { flags: '--port <number>', description: 'port to listen on; 0 takes a free one (default: 4747)' },
  host: { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1, this machine only)' },
  data: { flags: '--data <folder>', description: 'keep jobs and objects in this folder (default: a temporary one)' },
  s3: {
    flags: '--s3 <where>',
    description:
      'where objects are: embedded (in the data folder), minio (in a container; needs Docker) or the URL of any S3, with credentials from the environment (default: embedded)',
  },
  s3Image: {
    flags: '--s3-image <image>',
    description: `image of MinIO, with --s3 minio (default: ${DEFAULT_S3_IMAGE})`,
  },
  s3Reuse: {
    flags: '--s3-reuse',
    description: 'with --s3 minio: keep its container and what is in it for the next start',
  },
  clock: {
    flags: '--clock <mode>',
    description: 'fast (milliseconds), realtime (as long as AWS) or manual (default: fast)',
  },
  phases: {
    flags: '--phases <list>',
    description:
      'how long a job stays where: validating=2s,perRecord=10ms; also submitted, scheduled, inProgress, stopping',
  },
  seed: { flags: '--seed <text>', description: 'answers, order of output lines and job ids are a function of it' },
  relaxed: {
    flags: '--relaxed [rules]',
    description: `lift AWS's rules: all, or some of ${RELAXABLE_RULES.join(',')}`,
  },
  region: { flags: '--region <name>', description: 'region of requests that name none (default: us-east-1)' },
  accountId: {
    flags: '--account-id <digits>',
    description: 'account of requests that name none (default: 000000000000)',
  },
  buckets: { flags: '--buckets <names>', description: 'buckets to make at the start, with commas between them' },
  auth: {
    flags: '--auth <mode>',
    description:
      'off (any credentials, or none), parse (requests must be signed, with any keys) or verify (with the credentials of the configuration file) (default: off)',
  },
  config: {
    flags: '--config <file>',
    description: 'JSON file with these options, quotas, credentials, models and unverified settings',
  },
  logLevel: { flags: '--log-level <level>', description: 'silent, error, warn, info or debug' },
  logFormat: {
    flags: '--log-format <format>',
    description: 'text, or json: one object in each line (default: text)',
  },
  allowOrigin: {
    flags: '--allow-origin <origins>',
    description:
      'origins of web pages whose requests are not refused; S3 answers them with CORS headers (default: none)',
  },
  allowHost: {
    flags: '--allow-host <names>',
    description: 'names in Host headers that it answers to, beside addresses, names without a dot and those of AWS',
  },
}

const variableOf = (name: string): string =>
  `OUTCROP_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`

type OptionName = keyof typeof EMULATOR_OPTIONS

/**
 * Gives a command options of the emulator, all of them unless named, each with its environment variable; `descriptions` of
 * those that mean something else to it.
 */
export function addEmulatorOptions(
  command: Command,
  names = Object.keys(EMULATOR_OPTIONS) as OptionName[],
  descriptions: Partial<Record<OptionName, string>> = {},
): Command {
  for (const name of names) {
    const { flags, description } = EMULATOR_OPTIONS[name]
    command.addOption(new Option(flags, descriptions[name] ?? description).env(variableOf(name)))
  }
  return command
}

const SWITCHES = new Set(['OUTCROP_JSON', 'OUTCROP_RELAXED', 'OUTCROP_S3_REUSE'])
const SWITCHED_OFF = new Set(['0', 'false', 'no'])

/**
 * A variable that is set to nothing counts as unset, as in shells and CI files that export it blank; so does a switch that is
 * set to 0, false or no.
 */
export function forgetBlankVariables(environment: NodeJS.ProcessEnv): void {
  for (const [name, value = ''] of Object.entries(environment)) {
    if (!name.startsWith('OUTCROP_')) continue
    const isOff = SWITCHES.has(name) && SWITCHED_OFF.has(value.toLowerCase())
    if (value.trim() === '' || isOff) delete environment[name]
  }
}

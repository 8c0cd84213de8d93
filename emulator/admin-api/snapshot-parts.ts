import { Type } from 'typebox'
import type { LogEntry } from '../log.ts'
import { Count, NO_ADDITIONS, Time } from './schemas.ts'

const Text = Type.String()

export const Machine = Type.Object(
  {
    node: Text,
    platform: Type.String({ description: 'operating system, its release, and the kind of processor' }),
    cores: Count,
    memoryBytes: Count,
    freeMemoryBytes: Count,
  },
  NO_ADDITIONS,
)

export const ProcessState = Type.Object(
  {
    uptimeSeconds: Type.Number(),
    memory: Type.Record(Type.String(), Count, { description: 'in bytes, by what it is for' }),
    openRequests: Count,
  },
  NO_ADDITIONS,
)

export const Bucket = Type.Object(
  { name: Text, region: Text, account: Text, objects: Count, bytes: Count },
  NO_ADDITIONS,
)

const members: { [Name in keyof LogEntry]-?: object } = {
  time: Time,
  level: Type.Enum(['error', 'warn', 'info', 'debug']),
  message: Text,
  requestId: Type.Optional(Text),
  error: Type.Optional(Type.Object({ message: Text }, { description: 'with its name, stack and cause' })),
}

export const LogEntryJson = Type.Unsafe<LogEntry>(Type.Object(members, NO_ADDITIONS))

import { BOUNDS } from './limits.ts'
import { toJsonLine, toLogEntry, toTextLine, type LogEntry, type LogEvent } from './log-formats.ts'

export { escapeControls, type LogEntry } from './log-formats.ts'

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

export const LOG_FORMATS = ['text', 'json'] as const

export type LogFormat = (typeof LOG_FORMATS)[number]

/** What an event is about: members of its line where that is JSON. */
export interface LogFields {
  /** Of the request that it belongs to, as the client got it. */
  requestId?: string | undefined
}

/** One event each, on stderr: for people, or for programs. */
export type Log = Record<Exclude<LogLevel, 'silent'>, (message: string, error?: unknown, fields?: LogFields) => void>

/** The last events, also of a level that is not shown, but for debug: a report of a fault needs them. */
export class RecentEvents {
  #entries: LogEntry[] = []

  add(event: LogEvent): void {
    this.#entries.push(cut(toLogEntry(event)))
    if (this.#entries.length > BOUNDS.recentEvents) this.#entries.shift()
  }

  /** Oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries
  }
}

/** Names and keys that clients chose are in the texts of an event: each is kept as far as its beginning goes. */
const cut = (entry: LogEntry): LogEntry =>
  JSON.parse(JSON.stringify(entry), (_, value: unknown) =>
    typeof value === 'string' ? value.slice(0, BOUNDS.recentEventLength) : value,
  ) as LogEntry

const FORMATS: Record<LogFormat, (event: LogEvent) => string> = { text: toTextLine, json: toJsonLine }

export interface LogOptions {
  format?: LogFormat
  recent?: RecentEvents
}

export function createLog(
  bound: LogLevel,
  write: (text: string) => void = (text) => process.stderr.write(text),
  { format = 'text', recent }: LogOptions = {},
): Log {
  const at =
    (level: LogEvent['level']) =>
    (message: string, error?: unknown, fields: LogFields = {}) => {
      const event = { time: new Date(), level, message, error, fields }
      if (level !== 'debug') recent?.add(event)
      if (LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(bound)) write(FORMATS[format](event))
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

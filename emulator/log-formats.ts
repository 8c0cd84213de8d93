/** What happened, as it was told. */
export interface LogEvent {
  time: Date
  level: 'error' | 'warn' | 'info' | 'debug'
  message: string
  /** `undefined`: it was none. */
  error: unknown
  fields: { requestId?: string | undefined }
}

/** The same as JSON. */
export interface LogEntry {
  time: string
  level: LogEvent['level']
  message: string
  requestId?: string
  error?: ErrorEntry
}

interface ErrorEntry {
  name?: string
  message: string
  stack?: string
  cause?: ErrorEntry
}

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** Characters that could feign another line or steer the terminal are written as `\u000a`, which in JSON means the same. */
export const escapeControls = (text: string): string =>
  text.replaceAll(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** The lines of a stack, set in: an event starts at the margin. */
const detailsOf = (error: unknown): string =>
  textOf(error)
    .split('\n')
    .map((line) => `\n  ${escapeControls(line)}`)
    .join('')

/** For people. Names and keys that clients chose are in it. */
export function toTextLine({ time, level, message, error, fields: { requestId } }: LogEvent): string {
  const label = level === 'info' || level === 'debug' ? '' : `${level}: `
  const id = requestId === undefined ? '' : ` [${escapeControls(requestId)}]`
  const details = error === undefined ? '' : detailsOf(error)
  return `${time.toTimeString().slice(0, 8)} ${label}${escapeControls(message)}${id}${details}\n`
}

/** For programs: one object in one line. */
export const toJsonLine = (event: LogEvent): string => `${escapeControls(JSON.stringify(toLogEntry(event)))}\n`

export const toLogEntry = ({ time, level, message, error, fields }: LogEvent): LogEntry => ({
  time: time.toISOString(),
  level,
  message,
  ...(fields as Pick<LogEntry, 'requestId'>),
  ...(error !== undefined && { error: toErrorEntry(error) }),
})

const CAUSES = 5

/** With what it came from, as far as that is an error too. */
function toErrorEntry(error: unknown, causes = CAUSES): ErrorEntry {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  return {
    name,
    message,
    ...(stack !== undefined && { stack }),
    ...(cause instanceof Error && causes > 0 && { cause: toErrorEntry(cause, causes - 1) }),
  }
}

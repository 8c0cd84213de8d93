export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * Lines for people, on stderr: one event each. Names and keys that clients chose are in them, so characters that could feign
 * another line or steer the terminal are written as `\u000a`.
 */
export type Log = Record<Exclude<LogLevel, 'silent'>, (message: string, error?: unknown) => void>

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

export const escapeControls = (text: string): string =>
  text.replaceAll(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** The lines of a stack, set in: an event starts at the margin. */
const detailsOf = (error: unknown): string =>
  textOf(error)
    .split('\n')
    .map((line) => `\n  ${escapeControls(line)}`)
    .join('')

export function createLog(level: LogLevel, write: (text: string) => void = (text) => process.stderr.write(text)): Log {
  const bound = LOG_LEVELS.indexOf(level)
  const at = (lineLevel: Exclude<LogLevel, 'silent'>) => (message: string, error?: unknown) => {
    if (LOG_LEVELS.indexOf(lineLevel) > bound) return
    const time = new Date().toTimeString().slice(0, 8)
    const label = lineLevel === 'info' || lineLevel === 'debug' ? '' : `${lineLevel}: `
    write(`${time} ${label}${escapeControls(message)}${error === undefined ? '' : detailsOf(error)}\n`)
  }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

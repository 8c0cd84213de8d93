export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/** Lines for people, on stderr: one event each. */
export type Log = Record<Exclude<LogLevel, 'silent'>, (message: string, error?: unknown) => void>

const detailsOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

export function createLog(level: LogLevel, write: (text: string) => void = (text) => process.stderr.write(text)): Log {
  const bound = LOG_LEVELS.indexOf(level)
  const at = (lineLevel: Exclude<LogLevel, 'silent'>) => (message: string, error?: unknown) => {
    if (LOG_LEVELS.indexOf(lineLevel) > bound) return
    const time = new Date().toTimeString().slice(0, 8)
    const label = lineLevel === 'info' || lineLevel === 'debug' ? '' : `${lineLevel}: `
    write(`${time} ${label}${message}${error === undefined ? '' : `\n${detailsOf(error)}`}\n`)
  }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

/** What an answer says that went wrong. */
export interface ErrorSaid {
  code: string | undefined
  message: string | undefined
}

const NOTHING: ErrorSaid = { code: undefined, message: undefined }
const MESSAGE_LENGTH = 1000

/** Reads the code and the message out of the beginning of an error's body, in the shape of whichever API. */
export function errorSaid(text: string, errorType: string | undefined): ErrorSaid {
  const { code, message } = text.startsWith('{') ? inJson(text) : inXml(text)
  return { code: errorType ?? code, message: message?.slice(0, MESSAGE_LENGTH) }
}

function inXml(text: string): ErrorSaid {
  return { code: elementOf(text, 'Code'), message: elementOf(text, 'Message') }
}

function elementOf(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}>`)
  const end = text.indexOf(`</${name}>`, start)
  return start < 0 || end < 0 ? undefined : unescapeXml(text.slice(start + name.length + 2, end))
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const unescapeXml = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!)

function inJson(text: string): ErrorSaid {
  try {
    const { message, error } = JSON.parse(text) as Record<string, unknown>
    const { code, message: inner } = (error ?? {}) as Record<string, unknown>
    return { code: textOf(code), message: textOf(message) ?? textOf(inner) }
  } catch {
    // It is longer than what was kept of it.
    return NOTHING
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

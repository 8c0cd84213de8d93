import { invalidNextToken } from '../errors.ts'

/** Clients get positions as opaque, URL-safe text. */
export const toPageToken = (position: string): string => Buffer.from(position).toString('base64url')

/** The groups of a position's pattern. Throws a BedrockError for a token that we cannot have given out. */
export function parsePageToken(token: string, pattern: RegExp): string[] {
  const position = Buffer.from(token, 'base64url').toString()
  const match = pattern.exec(position)
  // Buffer passes over what is no base64.
  if (!match || toPageToken(position) !== token) throw invalidNextToken()
  return match.slice(1)
}

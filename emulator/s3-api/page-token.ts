import { invalidArgument, type S3Error } from './errors.ts'

/** Clients get positions as opaque, URL-safe text. */
export const toPageToken = (position: string): string => Buffer.from(position).toString('base64url')

/** Throws `InvalidArgument` for what we cannot have given out. */
export function parsePageToken(token: string): string {
  const bytes = Buffer.from(token, 'base64url')
  const position = bytes.toString()
  if (position === '' || toPageToken(position) !== token) throw invalidPageToken(token)
  return position
}

export const invalidPageToken = (token: string): S3Error =>
  invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)

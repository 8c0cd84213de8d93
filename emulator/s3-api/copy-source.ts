import { headerNotImplemented, invalidArgument, noSuchVersion } from './errors.ts'
import { checkKey } from './target.ts'

const HEADER = 'x-amz-copy-source'

/** Reads `[/]bucket/key[?versionId=null]`, percent-encoded. Throws `InvalidArgument`. */
export function parseCopySource(header: string): { bucket: string; key: string } {
  if (header.startsWith('arn:')) throw headerNotImplemented(HEADER)
  const [path, version] = header.split('?versionId=') as [string, string?]
  if (version !== undefined && version !== 'null') throw noSuchVersion()
  const source = decode(path, header).replace(/^\//, '')
  const slash = source.indexOf('/')
  const [bucket, key] = [source.slice(0, slash), source.slice(slash + 1)]
  if (slash < 1 || key === '')
    throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey', HEADER, header)
  checkKey(key)
  return { bucket, key }
}

/** Clients that do not encode send UTF-8, which Node reads as latin1. */
function decode(path: string, header: string): string {
  try {
    return decodeURIComponent(Buffer.from(path, 'latin1').toString())
  } catch {
    throw invalidArgument('Invalid copy source encoding', HEADER, header)
  }
}

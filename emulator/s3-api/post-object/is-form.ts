import { parseTarget } from '../target.ts'

/** Of a request, whose URL is path style. */
interface Posted {
  method: string
  url: string
  contentType: string | undefined
}

/**
 * Whether a request is a form for PostObject and can be nothing else: its signature is within its body. Anything with a query
 * is another operation, and signed like all others.
 */
export function isForm({ method, url, contentType }: Posted): boolean {
  if (method !== 'POST' || url.includes('?') || !isFormType(contentType)) return false
  try {
    const { bucket, key } = parseTarget(url)
    return bucket !== '' && key === ''
  } catch {
    return false
  }
}

export const isFormType = (contentType: string | undefined): boolean =>
  /^multipart\/form-data\s*(?:;|$)/i.test(contentType ?? '')

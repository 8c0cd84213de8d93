import { corsNotEnabled, originNeeded, unknownRequestMethod } from './errors.ts'
import type { S3Operation } from './operation.ts'

const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])

/** A preflight that the front door has not answered: no bucket has a CORS configuration, so no other page is let in. */
export const optionsObject: S3Operation = {
  name: 'OptionsObject',
  async answer({ request: { headers } }) {
    const method = headers['access-control-request-method']
    if (headers.origin === undefined) throw originNeeded()
    if (method === undefined || !METHODS.has(method)) throw unknownRequestMethod(method)
    throw corsNotEnabled(method)
  },
}

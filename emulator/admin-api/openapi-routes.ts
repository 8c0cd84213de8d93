import { Type } from 'typebox'
import type { AddRoutes } from './admin-api.ts'

const schema = {
  summary: 'this API as an OpenAPI document',
  response: { 200: Type.Unsafe<object>({ type: 'object', additionalProperties: true }) },
}

export const addOpenApiRoutes: AddRoutes = (app, { version, routes }) => {
  let document: object | undefined
  app.get('/_outcrop/openapi.json', { schema }, async () => {
    // What few ask for is loaded for those who do.
    const { createDocument } = await import('./openapi.ts')
    document ??= await createDocument(routes, version)
    return document
  })
}

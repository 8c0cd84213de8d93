import { Type } from 'typebox'
import type { AddRoutes } from './admin-api.ts'
import { ConfigSchema } from './config-schema.ts'
import { NO_ADDITIONS } from './schemas.ts'

const Credentials = Type.Object({ accessKeyId: Type.String(), secretAccessKey: Type.String() }, NO_ADDITIONS)
const Container = Type.Object({ name: Type.String(), isKept: Type.Boolean() }, NO_ADDITIONS)

const S3Access = Type.Object(
  {
    s3: Type.String({ description: 'embedded, minio or a URL' }),
    endpoint: Type.Optional(Type.String()),
    console: Type.Optional(Type.String()),
    credentials: Type.Optional(Credentials),
    container: Type.Optional(Container),
  },
  NO_ADDITIONS,
)

const Index = Type.Object(
  { name: Type.String(), version: Type.String(), see: Type.Record(Type.String(), Type.String()) },
  NO_ADDITIONS,
)

/** What there is, and what the server is. */
export const addServerRoutes: AddRoutes = (app, { config, version, s3, routes }) => {
  app.get('/_outcrop', { schema: { summary: 'what there is', response: { 200: Index } } }, () => ({
    name: 'Outcrop',
    version,
    see: Object.fromEntries(
      routes.map(({ method, url, schema }) => [`${String(method)} ${url}`, schema?.summary ?? '']),
    ),
  }))
  const Health = Type.Object({ status: Type.String(), version: Type.String() }, NO_ADDITIONS)
  const health = { summary: 'whether the server answers', response: { 200: Health } }
  app.get('/_outcrop/health', { schema: health }, () => ({ status: 'ok', version }))
  const Ready = Type.Object({ ready: Type.Boolean() }, NO_ADDITIONS)
  const ready = { summary: 'whether it takes jobs', response: { 200: Ready } }
  app.get('/_outcrop/ready', { schema: ready }, () => ({ ready: true }))
  const configuration = { summary: 'what this server runs with', response: { 200: ConfigSchema } }
  app.get('/_outcrop/config', { schema: configuration }, () => config)
  const access = {
    summary: 'how the S3 behind it is reached without it, where it can be',
    response: { 200: Type.Unsafe<object>(S3Access) },
  }
  app.get('/_outcrop/s3', { schema: access }, () => ({ s3: config.s3, ...s3.direct }))
}

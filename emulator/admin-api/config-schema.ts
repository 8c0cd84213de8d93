import { Type } from 'typebox'
import type { Config } from '../config.ts'
import { NO_ADDITIONS, Phases } from './schemas.ts'

const Texts = Type.Array(Type.String())
const Texted = Type.Optional(Type.String())

/** Of keys that requests may be signed with, what is not secret. */
const Credential = Type.Object({ accessKeyId: Type.String(), account: Texted }, NO_ADDITIONS)

const members: { [Name in keyof Config]-?: object } = {
  port: Type.Integer(),
  host: Type.String(),
  data: Texted,
  s3: Type.String(),
  s3Image: Texted,
  s3Reuse: Type.Boolean(),
  clock: Type.String(),
  phases: Phases,
  seed: Texted,
  relaxed: Texts,
  region: Type.String(),
  accountId: Type.String(),
  buckets: Texts,
  allowOrigin: Texts,
  allowHost: Texts,
  auth: Type.String(),
  credentials: Type.Array(Credential),
  logLevel: Type.String(),
  logFormat: Type.String(),
  quotas: Type.Record(Type.String(), Type.Integer()),
  models: Type.Record(Type.String(), Type.Unknown()),
  unverified: Type.Record(Type.String(), Type.String()),
}

/** What the server runs with. Written as JSON it has no secret: credentials keep theirs to themselves. */
export const ConfigSchema = Type.Unsafe<Config>(Type.Object(members, NO_ADDITIONS))

import * as s3Client from '@aws-sdk/client-s3'
import * as bedrockClient from '@aws-sdk/client-bedrock'
import { ALL_OPERATIONS } from '../../../emulator/bedrock-api/all-operations.ts'
import { OPERATIONS as BEDROCK_OPERATIONS } from '../../../emulator/bedrock-api/index.ts'
import { IDENTITY_SERVICES } from '../../../emulator/identity-api/index.ts'
import { OPERATIONS as S3_OPERATIONS } from '../../../emulator/s3-api/index.ts'
import { membersOf, operationsOf, type Member } from '../../../emulator/wire/schema.ts'
import type { Api } from './api-shapes.ts'

/** What can be asked of one API. */
export interface Route {
  api: Api
  name: string
  method: string
  /** With its `{labels}`, and what stands in the query of every such request. */
  uri: string
  /** Names of further parameters of the query. */
  parameters: string[]
  /** Names of those without which the request is another one. */
  neededParameters: string[]
  /** Names of headers, in lower case. */
  headers: string[]
  neededHeaders: string[]
  /** Members of the body. */
  body: Member[]
  /** The service in the signature's scope; `undefined`: what is not signed comes to the same API. */
  service: string | undefined
  /** Whether there is more to it than that it is not there. */
  isBuilt: boolean
}

const NO_SCHEMA = { neededParameters: [], headers: [], neededHeaders: [], body: [] }

const textsOf = (values: (string | undefined)[]): string[] => values.filter((value) => value !== undefined)

const isInBody = ({ traits }: Member): boolean =>
  !traits.httpLabel && traits.httpQuery === undefined && traits.httpHeader === undefined && !traits.httpPrefixHeaders

/** What an operation's schema says of its requests. */
function partsOf(members: Member[]): Omit<Route, 'api' | 'name' | 'method' | 'uri' | 'service' | 'isBuilt'> {
  const needed = members.filter(({ isRequired }) => isRequired)
  return {
    neededParameters: textsOf(needed.map(({ traits }) => traits.httpQuery)),
    neededHeaders: textsOf(needed.map(({ traits }) => traits.httpHeader?.toLowerCase())),
    parameters: textsOf(members.map(({ traits }) => traits.httpQuery)),
    headers: textsOf(members.map(({ traits }) => traits.httpHeader?.toLowerCase() ?? traits.httpPrefixHeaders)),
    body: members.filter(isInBody),
  }
}

function bedrockRoutes(): Route[] {
  const known = new Map(operationsOf(bedrockClient).map((operation) => [operation.name, membersOf(operation.input)]))
  const built = new Set(BEDROCK_OPERATIONS.map(({ name }) => name))
  return ALL_OPERATIONS.map(({ name, method, uri }) => ({
    api: 'bedrock',
    name,
    method,
    uri,
    ...partsOf(known.get(name) ?? []),
    service: 'bedrock',
    isBuilt: built.has(name),
  }))
}

function s3Routes(): Route[] {
  return operationsOf(s3Client).map(({ name, method, uri, input }) => {
    const members = membersOf(input)
    // The SDK has the bucket in the host, where it can.
    const bucket = members.some(({ name: member, traits }) => member === 'Bucket' && traits.httpLabel)
      ? '/{Bucket}'
      : ''
    const isBuilt = S3_OPERATIONS.has(name)
    return { api: 's3', name, method, uri: bucket + uri, ...partsOf(members), service: 's3', isBuilt }
  })
}

const identityRoutes = (): Route[] =>
  [...IDENTITY_SERVICES].flatMap(([service, { operations }]) =>
    [...operations.keys(), 'NoSuchAction', '__proto__'].map((name): Route => {
      const parameters = [
        'Action',
        'Version',
        'RoleArn',
        'RoleName',
        'RoleSessionName',
        'DurationSeconds',
        'ExternalId',
      ]
      return {
        api: 'identity',
        name,
        method: 'POST',
        uri: `/?Action=${name}`,
        parameters,
        ...NO_SCHEMA,
        service,
        isBuilt: true,
      }
    }),
  )

/** What the admin API lists of itself. */
async function adminRoutes(url: string): Promise<Route[]> {
  const answer = await fetch(`${url}/_outcrop`)
  const { see } = (await answer.json()) as { see: Record<string, string> }
  return ['GET /_outcrop', ...Object.keys(see)].map((name): Route => {
    const [method = '', uri = ''] = name.split(/[ ?]/)
    const parameters = ['limit', 'what', '__proto__']
    return { api: 'admin', name, method, uri, parameters, ...NO_SCHEMA, service: undefined, isBuilt: true }
  })
}

const GATEWAY = [
  '/v1/files',
  '/v1/batches',
  '/v1/batches/{id}/cancel',
  '/v1/models',
  '/key/info',
  '/model_group/info',
  '/bedrock/v1/files',
]

const gatewayRoutes = (): Route[] =>
  GATEWAY.flatMap((uri) =>
    ['GET', 'POST', 'DELETE'].map((method): Route => {
      const parameters = ['limit', 'after']
      return {
        api: 'gateway',
        name: uri,
        method,
        uri,
        parameters,
        ...NO_SCHEMA,
        service: undefined,
        isBuilt: false,
      }
    }),
  )

/** All that the server at `url` can be asked, out of the tables that its routers are made of. */
export const routesOf = async (url: string): Promise<Route[]> => [
  ...bedrockRoutes(),
  ...s3Routes(),
  ...identityRoutes(),
  ...(await adminRoutes(url)),
  ...gatewayRoutes(),
]

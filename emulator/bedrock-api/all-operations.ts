import * as bedrockClient from '@aws-sdk/client-bedrock'
import { operationsOf, type Operation } from '../wire/schema.ts'
import { splitAtLabels } from './operation-paths.ts'
import { RUNTIME_OPERATIONS } from './runtime-operations.ts'

/** Every operation that clients of Bedrock and Bedrock Runtime can ask for, built or not. */
export const ALL_OPERATIONS: Pick<Operation, 'name' | 'method' | 'uri'>[] = [
  ...operationsOf(bedrockClient),
  ...RUNTIME_OPERATIONS,
]

interface OperationPath {
  name: string
  path: RegExp
}

const FIRST_SEGMENT = /^\/[^/?{]*/

/** A label at the end, or alone, is the rest of the path: an ARN may come with its slash as it is. */
function toOperationPath({ name, uri }: (typeof ALL_OPERATIONS)[number]): OperationPath {
  const texts = splitAtLabels(uri).map((text) => RegExp.escape(text))
  return { name, path: new RegExp(`^${texts.join(texts.length === 2 ? '.+' : '[^/]+')}$`) }
}

/** By method and first segment, so that few are tried; those with a longer path first. */
const OPERATION_PATHS = Map.groupBy(
  ALL_OPERATIONS.toSorted((a, b) => b.uri.length - a.uri.length),
  ({ method, uri }) => `${method} ${FIRST_SEGMENT.exec(uri)![0]}`,
)
const PATHS = new Map(Array.from(OPERATION_PATHS, ([key, operations]) => [key, operations.map(toOperationPath)]))

/** The operation that a request asks for, built or not; `undefined` where there is none. */
export function findOperationName(method: string, url: string): string | undefined {
  const path = url.split('?', 1)[0]!
  const key = `${method} ${FIRST_SEGMENT.exec(path)?.[0] ?? ''}`
  return PATHS.get(key)?.find((operation) => operation.path.test(path))?.name
}

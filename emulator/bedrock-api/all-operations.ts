import * as bedrockClient from '@aws-sdk/client-bedrock'
import { operationsOf, type Operation } from '../wire/schema.ts'
import { RUNTIME_OPERATIONS } from './runtime-operations.ts'

/** Every operation that clients of Bedrock and Bedrock Runtime can ask for, built or not. */
export const ALL_OPERATIONS: Pick<Operation, 'name' | 'method' | 'uri'>[] = [
  ...operationsOf(bedrockClient),
  ...RUNTIME_OPERATIONS,
]

const LABEL = /\{[A-Za-z]+\}/

const toPattern = (uri: string): string =>
  uri
    .split(LABEL)
    .map((text) => RegExp.escape(text))
    .join('[^/?]+')

const OPERATION_PATH = new RegExp(`^(?:${ALL_OPERATIONS.map(({ uri }) => toPattern(uri)).join('|')})(?:\\?|$)`)

/** Whether an operation, of whatever method, is at a URL's path. */
export const isOperationPath = (url: string): boolean => OPERATION_PATH.test(url)

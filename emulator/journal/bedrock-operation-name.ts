import { findOperationName } from '../bedrock-api/all-operations.ts'
import type { NamedRequest } from './observed-messages.ts'

export const bedrockOperationName = ({ method = '', url = '/' }: NamedRequest): string | undefined =>
  findOperationName(method, url)

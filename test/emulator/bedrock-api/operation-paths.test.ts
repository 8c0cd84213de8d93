import { expect, test } from 'vitest'
import { ALL_OPERATIONS, findOperationName } from '../../../emulator/bedrock-api/all-operations.ts'
import { isOperationPath, OPERATION_URIS } from '../../../emulator/bedrock-api/operation-paths.ts'

test('the front door knows the path of every operation of the SDK, and no other', () => {
  expect(OPERATION_URIS).toEqual([...new Set(ALL_OPERATIONS.map(({ uri }) => uri))].toSorted())
})

test.each(ALL_OPERATIONS)('$name is found by its method and its path', ({ name, method, uri }) => {
  const path = uri.replaceAll(/\{[A-Za-z]+\}/g, 'a%2Fb')
  expect(isOperationPath(`${path}?maxResults=1`)).toBe(true)
  expect(findOperationName(method, `${path}?maxResults=1`)).toBe(name)
  expect(findOperationName('BREW', path)).toBeUndefined()
})

test.each(ALL_OPERATIONS.filter(({ uri }) => !uri.includes('{')))(
  '$name is not found below its path',
  ({ name, method, uri }) => {
    expect(findOperationName(method, `${uri}/more/of/it`)).not.toBe(name)
  },
)

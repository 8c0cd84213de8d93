import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const MODULE = new URL('../../emulator/new-space.ts', import.meta.url).href

/** Makes many objects that outlive a few collections; prints how large the space for new ones has been at most. */
const PROGRAM = `
import { getHeapSpaceStatistics } from 'node:v8'
import { boundNewSpace } from '${MODULE}'
boundNewSpace()
let kept = []
let most = 0
for (let round = 0; round < 60; round += 1) {
  for (let index = 0; index < 200_000; index += 1) kept.push({ index })
  if (round % 4 === 3) kept = []
  await new Promise(setImmediate)
  most = Math.max(most, getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size)
}
console.log(most)`

async function newSpaceOf(options: string[]): Promise<number> {
  const run = await promisify(execFile)(process.execPath, [...options, '--input-type=module', '--eval', PROGRAM])
  return Number(run.stdout)
}

const MEGABYTE = 1024 * 1024

test('the space for new objects grows to what is of use, and not to what a large machine would have it', async () => {
  const bytes = await newSpaceOf([])

  expect(bytes).toBeGreaterThanOrEqual(8 * MEGABYTE)
  expect(bytes).toBeLessThanOrEqual(64 * MEGABYTE)
})

// Node 26 lets it grow less by itself.
test.runIf(process.versions.node.startsWith('24.'))('whoever gives it a size gets that', async () => {
  expect(await newSpaceOf(['--max-semi-space-size=64'])).toBe(128 * MEGABYTE)
})

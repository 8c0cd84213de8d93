import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jobEngine, novaLines } from '../../support/job-engine.ts'
import { bodyFilesOf, temporaryFolder } from '../../support/store.ts'

const DAMAGED = 'Batch job could not reach its data in S3: object records.jsonl in bucket in-put is damaged: its file '

test.each([
  ['removed', rmSync, /^objects\/\S+ is gone$/],
  ['cut off', (path: string) => truncateSync(path, 1000), /^objects\/\S+ has 1000 bytes instead of \d+$/],
])('a job whose input was %s behind the back of the store fails, and says which file', async (_how, damage, said) => {
  using folder = temporaryFolder()
  await using engine = jobEngine({ folder: folder.path })
  await engine.put('records.jsonl', novaLines(250))
  const job = await engine.runUntil(engine.create(), 'InProgress')
  await engine.clock.advance(10_000)
  const { name } = engine.objects.objects.get('in-put', 'records.jsonl').segments[0]!
  expect(bodyFilesOf(folder.path)).toContain(name)
  damage(join(folder.path, 'objects', name[0]!, name[1]!, name))
  const { message } = await engine.runUntil(job, 'Failed')
  expect(message!.slice(0, DAMAGED.length)).toBe(DAMAGED)
  expect(message!.slice(DAMAGED.length)).toMatch(said)
  expect(await engine.outputKeys()).toEqual([])
})

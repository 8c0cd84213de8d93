import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { SIDES } from '../../fixtures/load.ts'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { clientOf, createJob } from '../support/bedrock.ts'
import { blockBehind, read, root } from '../support/documents.ts'
import { temporaryFolder } from '../support/store.ts'

const sample = (mark: string): string => blockBehind('docs/fixtures.md', `test: ${mark}`)

/** Runs a program in a folder, where `outcrop` is the one of this checkout. */
async function run(program: string[], folder: string, environment: NodeJS.ProcessEnv = {}) {
  const path = [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(':')
  const child = spawn(program[0]!, program.slice(1), {
    cwd: folder,
    env: { ...environment, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray())
  const [code] = (await once(child, 'close')) as [number]
  return { code, stdout: (await stdout!).join(''), stderr: (await stderr!).join('') }
}

/** A finished job of 120 questions. */
async function finishedJob(outcrop: Outcrop): Promise<string> {
  const s3 = new S3Client(outcrop.aws)
  const question = { role: 'user', content: 'Hello' }
  const modelInput = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 50, messages: [question] }
  const record = `${JSON.stringify({ modelInput })}\n`
  await s3.send(new PutObjectCommand({ Bucket: 'my-bucket', Key: 'in.jsonl', Body: record.repeat(120) }))
  s3.destroy()
  const jobArn = await createJob(clientOf(outcrop), {
    inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://my-bucket/in.jsonl' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://my-bucket/out/' } },
  })
  await outcrop.jobs.runUntil(jobArn, 'Completed')
  return jobArn
}

test('the commands record a square that holds, and show one that does not', async () => {
  using folder = temporaryFolder()
  await using outcrop = await startOutcrop({ clock: 'manual', buckets: ['my-bucket'] })
  const jobArn = await finishedJob(outcrop)
  mkdirSync(join(folder.path, 'bin'))
  symlinkSync(join(root, 'bin/outcrop.mjs'), join(folder.path, 'bin/outcrop'))
  const bash = async (script: string) =>
    await run(['bash', '-c', script], folder.path, { ...outcrop.environment, jobArn, id: jobArn.split('/')[1] })

  const recorded = await bash(`set -e\n${sample('record')}`)
  expect(recorded).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n1 of 1 square holds, 0 differ\n$/) })
  expect(recorded.stdout).toContain('squares/questions: 100 records of s3://my-bucket/out/')

  const program = sample('squares.test.ts').replace(
    "'outcrop/fixtures'",
    `'${pathToFileURL(root).href}fixtures/index.ts'`,
  )
  writeFileSync(join(folder.path, 'squares.test.ts'), program)
  const node = async () => await run([process.execPath, '--test', 'squares.test.ts'], folder.path)
  expect(await node()).toMatchObject({ code: 0, stdout: expect.stringContaining('pass 1\n') })

  const golden = join(folder.path, 'squares/questions', SIDES.outOpenai)
  writeFileSync(golden, readFileSync(golden, 'utf8').replace('"finish_reason":"stop"', '"finish_reason":"length"'))
  expect(await bash('outcrop fixtures check squares')).toEqual({
    code: 1,
    stdout: `${sample('differs')}\n`,
    stderr: '',
  })
  expect(await node()).toMatchObject({ code: 1, stdout: expect.stringContaining('fail 1\n') })
}, 60_000)

test('every file and every member of about.json is named', () => {
  const page = read('docs/fixtures.md')
  const members = ['why', 'modelId', 'source', 'observed', 'dropped', 'converse', 'unsupported', 'fanOut', 'settings']
  const names = [...Object.values(SIDES), 'about.json', ...members]

  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BedrockClient, CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { batchLines } from '../support/batch-lines.ts'
import { outcrop as runOutcrop } from '../support/cli.ts'
import { blockBehind, root } from '../support/documents.ts'
import { temporaryFolder } from '../support/store.ts'

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'
const PATIENT = { timeout: 60_000 }

const sample = (mark: string): string => blockBehind('docs/translate.md', `test: ${mark}`)
const missing = ['aws', 'jq', 'parallel'].filter((name) => spawnSync(name, ['--version']).status !== 0)
if (missing.length > 0)
  process.stderr.write(`samples of docs/translate.md are skipped for want of ${missing.join(', ')}\n`)
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
const customIdsOf = (text: string): string[] =>
  linesOf(text).map((line) => (JSON.parse(line) as { custom_id: string }).custom_id)

/** Runs a script in a folder, where `outcrop` is the one of this checkout. */
async function bash(script: string, folder: string, environment: Record<string, string | undefined> = {}) {
  symlinkSync(join(root, 'bin/outcrop.mjs'), join(folder, 'outcrop'))
  const path = [folder, dirname(process.execPath), process.env['PATH']].join(':')
  const env = { ...process.env, MODEL, PARALLEL_HOME: folder, ...environment, PATH: path }
  const child = spawn('bash', ['-c', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray())
  const [code] = (await once(child, 'close')) as [number]
  return { code, stdout: (await stdout!).join(''), stderr: (await stderr!).join('') }
}

const translateWhole = async (lines: string) =>
  (await runOutcrop(['translate', 'input', '--model', MODEL], {}, lines).ended).stdout

test('the pipes of the AWS CLI take lines from S3 to a job and its records back', PATIENT, async ({ skip }) => {
  skip(missing.includes('aws'), 'the AWS CLI is not there')
  using folder = temporaryFolder()
  await using outcrop = await startOutcrop({ buckets: ['my-bucket'] })
  const [s3, bedrock] = [new S3Client(outcrop.aws), new BedrockClient(outcrop.aws)]
  const lines = batchLines(120)
  const write = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: 'my-bucket', Key, Body }))
  const readObject = async (Key: string): Promise<string> =>
    (await s3.send(new GetObjectCommand({ Bucket: 'my-bucket', Key }))).Body!.transformToString()
  await write('lines.jsonl', lines)

  const into = await bash(sample('pipe-input'), folder.path, outcrop.environment)
  expect(into).toMatchObject({ code: 0, stderr: expect.stringContaining('120 lines, 108 records, 12 refused') })
  expect(into.stderr).toContain('outcrop: seed dropped in 108 lines: ')
  const refused = readFileSync(join(folder.path, 'refused.jsonl'), 'utf8')

  const { jobArn } = await bedrock.send(
    new CreateModelInvocationJobCommand({
      jobName: 'piped',
      roleArn: 'arn:aws:iam::000000000000:role/any',
      modelId: MODEL,
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://my-bucket/in/records.jsonl' } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://my-bucket/out/' } },
    }),
  )
  await outcrop.jobs.runUntil(jobArn!, 'Completed')
  // A record that the job did not answer, as when its time is over.
  await write('in/records.jsonl', `${await readObject('in/records.jsonl')}{"recordId":"lost"}\n`)
  using other = temporaryFolder()
  const back = await bash(sample('pipe-output'), other.path, { ...outcrop.environment, id: jobArn!.split('/').pop()! })

  expect(back).toMatchObject({ code: 0, stderr: expect.stringContaining('outcrop: 109 lines, 1 failed; ') })
  const answers = await readObject('answers.jsonl')
  expect(customIdsOf(answers + refused).toSorted()).toEqual(customIdsOf(lines).toSorted())
  expect(customIdsOf(readFileSync(join(other.path, 'failed.jsonl'), 'utf8'))).toEqual(['lost'])
  expect(answers).toContain('"model":"gpt-4o-mini"')
})

test('the pipe says aloud that a file is unusable', PATIENT, async ({ skip }) => {
  skip(missing.includes('aws'), 'the AWS CLI is not there')
  using folder = temporaryFolder()
  await using outcrop = await startOutcrop({ buckets: ['my-bucket'] })
  const broken = new PutObjectCommand({ Bucket: 'my-bucket', Key: 'lines.jsonl', Body: `${batchLines(3)}{\n` })
  await new S3Client(outcrop.aws).send(broken)

  const { code, stdout } = await bash(sample('pipe-input'), folder.path, outcrop.environment)

  expect({ code, stdout }).toEqual({ code: 1, stdout: 'do not start the job: 0 2 0\n' })
})

test('GNU parallel over splits gives what the whole file gives', PATIENT, async ({ skip }) => {
  skip(missing.includes('parallel'), 'GNU parallel is not there')
  using folder = temporaryFolder()
  const lines = batchLines(300)
  writeFileSync(join(folder.path, 'lines.jsonl'), lines)

  const { code, stderr } = await bash(sample('parallel').replace('100M', '20k'), folder.path)

  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('refused') })
  expect(readFileSync(join(folder.path, 'records.jsonl'), 'utf8')).toBe(await translateWhole(lines))
  const refused = readdirSync(join(folder.path, 'refused'))
  expect(refused.length).toBeGreaterThan(1)
  const errors = refused.map((name) => readFileSync(join(folder.path, 'refused', name), 'utf8')).join('')
  expect(customIdsOf(errors).toSorted()).toEqual(
    customIdsOf(lines)
      .filter((id) => id.endsWith('9'))
      .toSorted(),
  )
})

test('GNU parallel counts the unusable splits', PATIENT, async ({ skip }) => {
  skip(missing.includes('parallel'), 'GNU parallel is not there')
  using folder = temporaryFolder()
  writeFileSync(join(folder.path, 'lines.jsonl'), `${batchLines(300)}{\n`)

  expect(await bash(sample('parallel').replace('100M', '20k'), folder.path)).toMatchObject({ code: 1 })
})

test('custom_ids that come twice are found across splits', async ({ skip }) => {
  skip(missing.includes('jq'), 'jq is not there')
  using folder = temporaryFolder()
  writeFileSync(join(folder.path, 'lines.jsonl'), batchLines(20) + batchLines(2))

  expect(await bash(sample('duplicates'), folder.path)).toEqual({ code: 0, stdout: '"line 0"\n"line 1"\n', stderr: '' })
})

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startOutcrop } from '../../../index.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { outcrop } from '../../support/cli.ts'
import { temporaryFolder } from '../../support/store.ts'

interface Report {
  ok: boolean
  checks: { name: string; status: string; finding: string; remedy?: string }[]
}

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG' }

async function doctor(options: string[], environment: NodeJS.ProcessEnv = {}) {
  const { code, stdout, stderr } = await outcrop(['doctor', '--port', '0', '--json', ...options], environment).ended
  expect(stderr).toBe('')
  const report = JSON.parse(stdout) as Report
  return { code, report, rowsOf: (name: string) => report.checks.filter((row) => row.name === name) }
}

test('without Docker and without an S3 elsewhere all is right, and the exit code is 0', async () => {
  const { code, report, rowsOf } = await doctor([])
  expect({ code, ok: report.ok }).toEqual({ code: 0, ok: true })
  expect(rowsOf('node')).toMatchObject([{ status: 'ok' }])
  for (const name of ['docker', 'image', 'reaper', 'testcontainers', 's3', 'credentials', 'buckets', 'clock'])
    expect(rowsOf(name)).toMatchObject([{ status: 'skipped', finding: expect.stringMatching(/^not needed: /) }])
})

test('in a pipe the report has no colours, and nothing goes to stderr', async () => {
  const { code, stdout, stderr } = await outcrop(['doctor', '--port', '0']).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^ok {7}node +Node \d/)
  expect(stdout).not.toContain('\u001B')
  expect(stdout).toMatch(/\n\d+ ok, \d+ warnings?, 0 wrong, \d+ skipped\n$/)
})

test('what is wrong makes the exit code 1, and what builds on it is not tried', async () => {
  const { origin } = await answeringServer((_request, response) => response.end('hello'))
  const { code, report, rowsOf } = await doctor(['--s3', origin, '--buckets', 'one-bucket,another'], KEYS)
  expect({ code, ok: report.ok }).toEqual({ code: 1, ok: false })
  expect(rowsOf('s3')).toMatchObject([{ status: 'wrong', finding: expect.stringContaining('not as an S3 does') }])
  expect(rowsOf('credentials')).toMatchObject([{ finding: 'not checked: no S3 answers' }])
  expect(rowsOf('bucket')).toHaveLength(2)
  expect(rowsOf('bucket')).toMatchObject([{ status: 'skipped' }, { status: 'skipped' }])
})

test('options that cannot be are one line, and exit code 2', async () => {
  expect(await outcrop(['doctor', '--clock', 'slow']).ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'outcrop: clock is "slow", but must be one of fast, realtime, manual\n',
  })
})

test('with refused credentials buckets are not tried, and no secret is told', async () => {
  const asked: string[] = []
  const { origin } = await answeringServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.setHeader('x-amz-request-id', '1')
    response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code><StringToSign>secret</StringToSign></Error>')
  })
  const { code, report, rowsOf } = await doctor(['--s3', origin, '--buckets', 'one-bucket'], KEYS)
  expect(code).toBe(1)
  expect(rowsOf('credentials')).toMatchObject([
    { status: 'wrong', finding: 'the access key AKIA... of the environment is known, but the secret key is another' },
  ])
  expect(rowsOf('bucket')).toMatchObject([{ finding: 'not checked: there are no good credentials' }])
  expect(asked).toEqual(['GET /', expect.stringMatching(/^GET \/\?/)])
  expect(JSON.stringify(report)).not.toMatch(/AKIAI|wJalr|StringToSign/)
})

test('it writes only with --write, and leaves nothing anywhere', async () => {
  using folder = temporaryFolder()
  await using s3 = await startOutcrop({ buckets: ['one-bucket'] })
  const data = join(folder.path, 'data')
  const options = ['--s3', s3.url, '--buckets', 'one-bucket', '--data', data]
  const read = await doctor(options, KEYS)
  const written = await doctor([...options, '--write'], KEYS)
  expect(read.rowsOf('bucket')).toMatchObject([{ status: 'ok', finding: expect.stringContaining('--write tries') }])
  expect(written.rowsOf('bucket')).toMatchObject([{ status: 'ok', finding: expect.stringContaining('writing works') }])
  expect(await (await fetch(`${s3.url}/one-bucket?list-type=2`)).text()).toContain('<KeyCount>0</KeyCount>')
  expect(existsSync(data)).toBe(false)
  expect(readdirSync(folder.path)).toEqual([])
})

test('a running Outcrop, with its folder, is two warnings', async () => {
  using folder = temporaryFolder()
  await using running = await startOutcrop({ data: folder.path })
  const { port } = new URL(running.url)
  const { code, rowsOf } = await doctor(['--port', port, '--data', folder.path])
  expect(code).toBe(0)
  expect(rowsOf('port')).toMatchObject([{ status: 'warning', finding: expect.stringContaining(running.url) }])
  expect(rowsOf('data')).toMatchObject([{ status: 'warning', finding: expect.stringContaining('is in use') }])
})

test('without any engine --s3 minio is wrong, and the places are told', async () => {
  const { host } = await answeringServer((_request, response) => response.writeHead(404).end())
  const { rowsOf } = await doctor(['--s3', 'minio', '--s3-image', 'minio:any'], { DOCKER_HOST: `tcp://${host}` })
  // Another engine may answer in the usual places of this machine.
  expect(rowsOf('docker')).toMatchObject([
    {
      status: expect.stringMatching(/^(?:wrong|warning)$/),
      finding: expect.stringContaining(`DOCKER_HOST (tcp://${host}) answers as no Docker does`),
    },
  ])
  expect(rowsOf('testcontainers')).toMatchObject([{ status: 'ok' }])
})

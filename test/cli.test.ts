import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startOutcrop } from '../index.ts'
import { outcrop } from './support/cli.ts'
import { temporaryFolder } from './support/store.ts'

interface Ready {
  url: string
  data: string
  version: string
  pid: number
}

describe('outcrop start', () => {
  test('prints where it is, the two variables and where data lives, and ends with 0 on SIGTERM', async () => {
    const run = outcrop(['start', '--port', '0'])
    const url = /^Outcrop \d+\.\d+\.\d+ is ready: (http:\/\/127\.0\.0\.1:\d+)$/.exec(await run.firstLine)?.[1]
    expect((await fetch(`${url}/_outcrop/health`)).status).toBe(200)
    run.process.kill('SIGTERM')
    const { code, stdout } = await run.ended
    expect(code).toBe(0)
    expect(stdout).toContain(`export AWS_ENDPOINT_URL=${url}\n`)
    expect(stdout).toContain(`export OPENAI_BASE_URL=${url}/v1`)
    const data = /^Data {3}(\S+), removed at the end/m.exec(stdout)?.[1]
    expect(data).toMatch(/outcrop-/)
    expect(existsSync(data!)).toBe(false)
  })

  test('is what plain outcrop does, and ends with 0 on Ctrl-C', async () => {
    const run = outcrop(['--port', '0'])
    expect(await run.firstLine).toMatch(/is ready/)
    run.process.kill('SIGINT')
    expect(await run.ended).toMatchObject({ code: 0, signal: null })
  })

  test('says that it is ready in one line of JSON, and in a file that goes away at the end', async () => {
    using folder = temporaryFolder()
    const readyFile = join(folder.path, 'ready.json')
    const run = outcrop([
      'start',
      '--port',
      '0',
      '--json',
      '--ready-file',
      readyFile,
      '--data',
      join(folder.path, 'data'),
    ])
    const ready = JSON.parse(await run.firstLine) as Ready
    expect(ready).toEqual({
      url: expect.stringMatching(/^http:/),
      data: join(folder.path, 'data'),
      version: expect.any(String),
      pid: run.process.pid,
    })
    await expect.poll(() => existsSync(readyFile)).toBe(true)
    expect(JSON.parse(readFileSync(readyFile, 'utf8'))).toEqual(ready)
    run.process.kill('SIGTERM')
    const { stdout } = await run.ended
    expect(stdout.split('\n')).toHaveLength(2)
    expect(existsSync(readyFile)).toBe(false)
    expect(existsSync(ready.data)).toBe(true)
  })

  test('takes its options from the environment, flags first, blank ones as unset', async () => {
    const environment = {
      OUTCROP_PORT: '0',
      OUTCROP_JSON: '1',
      OUTCROP_CLOCK: 'manual',
      OUTCROP_REGION: 'eu-west-1',
      OUTCROP_DATA: ' ',
      OUTCROP_SEED: '',
    }
    const run = outcrop(['start', '--region', 'ap-south-1'], environment)
    const { url } = JSON.parse(await run.firstLine) as Ready
    const config = (await (await fetch(`${url}/_outcrop/config`)).json()) as object
    expect(config).toMatchObject({ clock: 'manual', region: 'ap-south-1' })
    expect(config).not.toHaveProperty('seed')
    expect(config).not.toHaveProperty('data')
  })

  test('logs a line for each status, and a hint when AWS takes no job so small', async () => {
    const run = outcrop(['start', '--port', '0', '--json', '--buckets', 'in-put,out-put'])
    const { url } = JSON.parse(await run.firstLine) as Ready
    await fetch(`${url}/in-put/records.jsonl`, { method: 'PUT', body: '{"modelInput":{}}\n' })
    const body = JSON.stringify({
      jobName: 'small',
      roleArn: 'arn:aws:iam::000000000000:role/x',
      modelId: 'amazon.nova-lite-v1:0',
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://in-put/records.jsonl' } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://out-put/' } },
    })
    await fetch(`${url}/model-invocation-job`, { method: 'POST', body })
    const failed = async () =>
      ((await (await fetch(`${url}/_outcrop/jobs`)).json()) as { jobs: { status: string }[] }).jobs[0]?.status
    await expect.poll(failed, { timeout: 5000 }).toBe('Failed')
    run.process.kill('SIGTERM')
    const { stderr } = await run.ended
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\d\d:\d\d:\d\d job [a-z0-9]{12} /, '').replace(/^\d\d:\d\d:\d\d /, ''))
    expect(lines).toEqual([
      '"small" Submitted',
      '"small" Validating',
      expect.stringMatching(
        /^"small" Failed after \d+ ms: Batch job contains less records \(1\) than the required minimum of: 100$/,
      ),
      'AWS takes no job with so few records; --relaxed minRecords lifts that rule here',
    ])
  })
})

describe('what cannot be is one clear line and exit code 2', () => {
  test.each([
    [['start', '--port', '99999'], 'outcrop: port is "99999", but must be a whole number from 0 to 65535\n'],
    [['start', '--clock', 'slow'], 'outcrop: clock is "slow", but must be one of fast, realtime, manual\n'],
    [
      ['start', '--relaxed', 'everything'],
      expect.stringMatching(/^outcrop: relaxed is "everything", but must be all, or some of minRecords,/),
    ],
    [['start', '--prot', '1'], "outcrop: unknown option '--prot' (Did you mean --port?)\n"],
    [
      ['strat'],
      'outcrop: there is no command strat; the commands are start, exec, env, doctor, demo, translate, fixtures\n',
    ],
    [
      ['start', '--data', '/dev/null/outcrop'],
      expect.stringMatching(/^outcrop: the data folder \/dev\/null\/outcrop cannot be used: E.*\n$/),
    ],
    [
      ['start', '--config', '/nowhere.json'],
      expect.stringMatching(/^outcrop: the configuration file \/nowhere\.json cannot be read: ENOENT.*\n$/),
    ],
    [
      ['start', '--host', '192.0.2.1'],
      'outcrop: 192.0.2.1 is no address of this machine; choose another with --host\n',
    ],
    [
      ['start', '--ready-file', '/nonexistent/ready.json'],
      expect.stringMatching(/^outcrop: the ready file \/nonexistent\/ready\.json cannot be written: ENOENT.*\n$/),
    ],
    [
      ['start', '--ready-file', tmpdir()],
      `outcrop: the ready file ${tmpdir()} cannot be written: it is there, and is no file\n`,
    ],
    [['start', '--ready-file', ''], 'outcrop: the ready file is "", but must be the path of a file\n'],
    [
      ['start', '--phases', 'submitted=99999999d'],
      'outcrop: phases.submitted is "99999999d", but must be a duration such as 250ms, 30s, 5m or 2h, and at most 3650d\n',
    ],
    [
      ['start', '--s3', 'http://key:secret@127.0.0.1:9000'],
      expect.stringMatching(
        /^outcrop: s3 is "http:\/\/…@127\.0\.0\.1:9000", but must be embedded, minio, or the URL of/,
      ),
    ],
    [
      ['start', '--s3-reuse'],
      'outcrop: s3Reuse is true, but it is for s3: minio, and s3 is "embedded"; give --s3 minio too, or leave it out\n',
    ],
    [['exec'], 'outcrop: there is no command; it stands after --: outcrop exec -- npm test\n'],
    [
      ['exec', '--phases', 'x=1s', '--', 'true'],
      expect.stringMatching(/^outcrop: phases is "x", but its members are submitted,/),
    ],
  ])('%j', async (commandArguments, message) => {
    const { code, stdout, stderr } = await outcrop(commandArguments).ended
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: message,
    })
  })

  test('a data folder that another process has', async () => {
    using folder = temporaryFolder()
    await using other = await startOutcrop({ data: folder.path })
    const { code, stderr } = await outcrop(['start', '--port', '0', '--data', other.dataPath]).ended
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `outcrop: the data folder ${folder.path} is in use by another Outcrop; stop that one, or choose another folder with --data\n`,
    })
  })

  test('a port in use', async () => {
    await using other = await startOutcrop()
    const { port } = new URL(other.url)
    expect(await outcrop(['start', '--port', port]).ended).toMatchObject({
      code: 2,
      stderr: `outcrop: port ${port} on 127.0.0.1 is in use; stop what listens there, or choose another with --port (0 takes a free one)\n`,
    })
  })
})

describe('outcrop exec', () => {
  const node = process.execPath

  test('runs a command whose environment leads to Outcrop only, and passes its exit code on', async () => {
    const program = `
      const e = process.env
      const health = await (await fetch(e.OUTCROP_URL + '/_outcrop/health')).json()
      console.log(JSON.stringify([health.status, e.AWS_ENDPOINT_URL === e.OUTCROP_URL, e.AWS_DEFAULT_REGION, e.AWS_PROFILE ?? null, e.AWS_ENDPOINT_URL_S3 ?? null, e.HTTPS_PROXY ?? null, process.argv.slice(1)]))
      process.exit(7)`
    const environment = { AWS_PROFILE: 'work', AWS_ENDPOINT_URL_S3: 'http://elsewhere', HTTPS_PROXY: 'http://proxy' }
    const { code, stdout, stderr } = await outcrop(
      ['exec', '--region', 'eu-west-1', '--', node, '--input-type=module', '-e', program, '--', '--port', 'x'],
      environment,
    ).ended
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual(['ok', true, 'eu-west-1', null, null, null, ['--port', 'x']])
    expect(code).toBe(7)
  })

  test('has defaults of its own, which give way to the configuration file', async () => {
    using folder = temporaryFolder()
    const config = join(folder.path, 'config.json')
    const program = `
      const { port, logLevel } = await (await fetch(process.env.OUTCROP_URL + '/_outcrop/config')).json()
      console.log(JSON.stringify({ port, logLevel }))`
    const configOf = async (text: string): Promise<unknown> => {
      writeFileSync(config, text)
      const command = ['exec', '--config', config, '--', node, '--input-type=module', '-e', program]
      return JSON.parse((await outcrop(command).ended).stdout)
    }
    expect(await configOf('{"logLevel":"error"}')).toEqual({ port: 0, logLevel: 'error' })
    expect(await configOf('{}')).toEqual({ port: 0, logLevel: 'warn' })
  })

  test('passes signals on, and ends as a shell says of a killed command', async () => {
    const run = outcrop(['exec', '--', node, '-e', 'console.log("up"); setInterval(() => {}, 1000)'])
    await run.firstLine
    run.process.kill('SIGTERM')
    expect(await run.ended).toMatchObject({ code: 143 })
  })

  test('lets the command handle a signal itself', async () => {
    const run = outcrop([
      'exec',
      '--',
      node,
      '-e',
      'process.on("SIGINT", () => process.exit(5)); console.log("up"); setInterval(() => {}, 1000)',
    ])
    await run.firstLine
    run.process.kill('SIGINT')
    expect(await run.ended).toMatchObject({ code: 5 })
  })

  test('says when the command cannot be run', async () => {
    const { code, stderr } = await outcrop(['exec', '--', 'no-such-command']).ended
    expect(code).toBe(127)
    expect(stderr).toBe('outcrop: no-such-command cannot be run: there is no such command\n')
  })
})

test('outcrop env prints lines for a shell, or JSON', async () => {
  const { stdout } = await outcrop(['env', '--port', '5000'], { AWS_ENDPOINT_URL_BEDROCK: 'http://elsewhere' }).ended
  expect(stdout).toContain('export AWS_ENDPOINT_URL=http://127.0.0.1:5000\n')
  expect(stdout).toContain('unset AWS_ENDPOINT_URL_BEDROCK\n')
  expect(stdout).toContain('unset AWS_PROFILE\n')
  const json = await outcrop(['env', '--json']).ended
  expect(JSON.parse(json.stdout)).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4747',
    OPENAI_BASE_URL: 'http://127.0.0.1:4747/v1',
  })
})

test('outcrop --help and --version answer on stdout with 0', async () => {
  const help = await outcrop(['--help']).ended
  expect(help.code).toBe(0)
  for (const command of ['start', 'exec', 'env', 'demo'])
    expect(help.stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
  const startHelp = await outcrop(['start', '--help']).ended
  expect(startHelp.stdout).toMatch(/--relaxed \[rules\] .*\n?.*/)
  expect(startHelp.stdout).toContain('OUTCROP_ACCOUNT_ID')
  expect(await outcrop(['--version']).ended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

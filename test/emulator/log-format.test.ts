import { expect, test } from 'vitest'
import { outcrop as run } from '../support/cli.ts'

async function logOf(options: string[]): Promise<{ lines: string[]; ids: string[] }> {
  const started = run(['start', '--port', '0', '--json', '--buckets', 'data', ...options])
  const { url } = JSON.parse(await started.firstLine) as { url: string }
  const s3 = await fetch(`${url}/data/none?X-Amz-Signature=hidden`)
  const bedrock = await fetch(`${url}/model-invocation-jobs`)
  await Promise.all([s3.text(), bedrock.text()])
  started.process.kill('SIGTERM')
  const { stderr, code } = await started.ended
  expect(code).toBe(0)
  expect(stderr).not.toContain('hidden')
  const ids = [s3.headers.get('x-amz-request-id')!, bedrock.headers.get('x-amzn-requestid')!]
  return { lines: stderr.split('\n').slice(0, -1), ids }
}

test('as JSON each event is one object, and a request has the id that its client got', async () => {
  const { lines, ids } = await logOf(['--log-format', 'json', '--log-level', 'debug'])
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(events).toMatchObject([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      level: 'debug',
      message: expect.stringMatching(/^s3 GetObject 404 [\d.]+ ms: GET \/data\/none$/),
      requestId: ids[0],
      api: 's3',
      operation: 'GetObject',
      status: 404,
      durationMs: expect.any(Number),
      errorCode: 'NoSuchKey',
    },
    { requestId: ids[1], api: 'bedrock', operation: 'ListModelInvocationJobs', status: 200 },
  ])
})

test('as text each request is a line with the id that its client got', async () => {
  const { lines, ids } = await logOf(['--log-level', 'debug'])
  expect(lines).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d s3 GetObject 404 [\d.]+ ms: GET \/data\/none \[\w+\]$/),
    expect.stringMatching(
      /^\d\d:\d\d:\d\d bedrock ListModelInvocationJobs 200 [\d.]+ ms: GET \/model-invocation-jobs \[/,
    ),
  ])
  expect(lines.map((line) => line.slice(line.indexOf('[') + 1, -1))).toEqual(ids)
})

test('no request is in a log that is not for debugging', async () => {
  expect((await logOf(['--log-format', 'json'])).lines).toEqual([])
})

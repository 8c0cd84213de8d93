import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { blockBehind, read, root } from '../support/documents.ts'
import { temporaryFolder } from '../support/store.ts'

const DOCUMENT = 'docs/admin.md'

/** Runs the sample in a folder where `npx outcrop` is the one of this checkout. */
async function run(folder: string): Promise<string> {
  const npx = join(folder, 'npx')
  writeFileSync(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${join(root, 'bin/outcrop.mjs')}" "$@"\n`)
  chmodSync(npx, 0o755)
  // Each answer is a line.
  writeFileSync(join(folder, '.curlrc'), 'write-out = "\\n"\n')
  // Other suites may run at once; from 32768 on, Linux lends ports to outgoing connections.
  const port = String(10_000 + (process.pid % 10_000))
  const child = spawn('bash', ['-c', `set -e\n${blockBehind(DOCUMENT, 'run: admin')}\n`], {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, HOME: folder, OUTCROP_PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed = child.stdout.setEncoding('utf8').toArray()
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(0)
  return (await printed).join('')
}

interface Journal {
  requests: Record<string, unknown>[]
}

test('the sample runs, and answers as it stands there', async () => {
  using folder = temporaryFolder()
  const printed = await run(folder.path)
  const [create, missing, removed] = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Journal)
  const told = JSON.parse(blockBehind(DOCUMENT, 'output: admin')) as Journal
  expect(Object.keys(create!)).toEqual(Object.keys(told))
  expect(create!.requests.map((request) => Object.keys(request))).toEqual([
    expect.arrayContaining(Object.keys(told.requests[0]!)),
  ])
  const { api, operation, method, path, body, status, errorCode, bytesIn } = told.requests[0]!
  expect(create!.requests).toMatchObject([{ api, operation, method, path, body, status, errorCode, bytesIn }])
  expect(missing!.requests).toMatchObject([{ operation: 'GetObject', path: '/my-bucket/none', status: 404 }])
  expect(removed).toEqual({ removed: 3 })
  expect(printed).toContain('outcrop_requests_total{api="s3",operation="PutObject",status="200"} 1\n')
  const report = JSON.parse(readFileSync(join(folder.path, 'my-report.json'), 'utf8')) as object
  expect(report).toMatchObject({ buckets: [{ name: 'my-bucket', objects: 1 }] })
  expect(JSON.parse(readFileSync(join(folder.path, 'my-admin-api.json'), 'utf8'))).toHaveProperty('openapi')
})

test('every route, every filter and every metric is named, and nothing that is not there', async () => {
  const page = read(DOCUMENT)
  await using outcrop = await startOutcrop()
  const { see } = (await (await fetch(`${outcrop.url}/_outcrop`)).json()) as { see: Record<string, string> }
  const rowsOf = (pattern: RegExp): string[] => Array.from(page.matchAll(pattern), ([, name]) => name!).toSorted()
  expect(rowsOf(/^\| `((?:GET|POST|DELETE) [^`]+)` /gm)).toEqual(Object.keys(see).toSorted())

  const document = (await (await fetch(`${outcrop.url}/_outcrop/openapi.json`)).json()) as {
    paths: Record<string, { get: { parameters: { name: string }[] } }>
  }
  const filters = document.paths['/_outcrop/requests']!.get.parameters.map(({ name }) => name)
  expect(rowsOf(/^\| `([a-z]+)` /gm)).toEqual(filters.toSorted())

  await fetch(`${outcrop.url}/none`)
  const metrics = await (await fetch(`${outcrop.url}/_outcrop/metrics`)).text()
  const names = Array.from(metrics.matchAll(/^# TYPE (outcrop_\w+) /gm), ([, name]) => name!)
  expect(rowsOf(/^\| `(outcrop_\w+)[{`]/gm)).toEqual(names.toSorted())
})

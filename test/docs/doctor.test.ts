import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { outcrop as runOutcrop } from '../support/cli.ts'
import { answeringServer } from '../support/answering-server.ts'
import { blockBehind, read, root } from '../support/documents.ts'
import { temporaryFolder } from '../support/store.ts'

const DOCUMENT = 'docs/doctor.md'

/** Runs a sample in a folder where `outcrop` is the one of this checkout, and the S3 has another port. */
async function run(mark: string, s3: URL) {
  using folder = temporaryFolder()
  symlinkSync(join(root, 'bin/outcrop.mjs'), join(folder.path, 'outcrop'))
  const child = spawn('bash', ['-c', blockBehind(DOCUMENT, `run: ${mark}`).replace('127.0.0.1:9000', s3.host)], {
    env: {
      PATH: [folder.path, dirname(process.execPath), process.env['PATH']].join(':'),
      HOME: folder.path,
      TMPDIR: folder.path,
      OUTCROP_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray())
  const [code] = (await once(child, 'close')) as [number]
  return {
    code,
    stdout: (await stdout!).join('').replaceAll(s3.host, '127.0.0.1:9000'),
    stderr: (await stderr!).join(''),
  }
}

/** What is another on each machine, and at each time. */
const VARYING: [RegExp, string][] = [
  [/Node \d+\.\d+\.\d+/, 'Node VERSION'],
  [/(?<= names +).+/, 'NAMES'],
  [/(?<= port +).+/, 'PORT'],
  [/(?<=folder in )\S+(?=, removed)/, 'FOLDER'],
  [/[\d,]+ MB/, 'N MB'],
  [/; there is Docker .+|, which is here|; [\d.]+ is installed/g, ''],
]
const evened = (text: string): string => VARYING.reduce((so, [pattern, word]) => so.replace(pattern, word), text)
const lines = (text: string): string[] => text.split('\n').map(evened)

test('the report is the one that stands there', async () => {
  await using s3 = await startOutcrop({ buckets: ['my-bucket'] })
  const { code, stdout, stderr } = await run('doctor', new URL(s3.url))
  expect(lines(stdout.trimEnd())).toEqual(lines(blockBehind(DOCUMENT, 'output: doctor')))
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).not.toMatch(/AKIAI|wJalr/)
})

test('what is wrong is said as it stands there', async () => {
  const { stdout } = await run('wrong', new URL('http://127.0.0.1:1'))
  expect(stdout.trimEnd()).toBe(blockBehind(DOCUMENT, 'output: wrong'))
})

test('every check and every option of its own is named, and every link leads somewhere', async () => {
  const page = read(DOCUMENT)
  // An S3 that is none, so that nothing is asked beyond the first question.
  const { origin } = await answeringServer((_request, response) => response.end())
  const { stdout } = await runOutcrop(['doctor', '--port', '0', '--s3', origin, '--buckets', 'abc', '--json']).ended
  const { checks } = JSON.parse(stdout) as { checks: { name: string }[] }
  expect(checks.filter(({ name }) => !new RegExp(`^\\| ${name} +\\|`, 'm').test(page))).toEqual([])
  expect(checks.length).toBeGreaterThan(12)
  const help = (await runOutcrop(['doctor', '--help']).ended).stdout
  for (const option of ['--write', '--json']) {
    expect(help).toContain(`  ${option} `)
    expect(page).toContain(`\`${option}\``)
  }
  const links = Array.from(page.matchAll(/\]\(([^)#:]+)\)/g), ([, path]) => path!)
  expect(links.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([])
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UNVERIFIED_SETTINGS } from '../../emulator/unverified.ts'
import { TRANSLATOR_SETTINGS } from '../../translator/settings.ts'
import { outcrop } from '../support/cli.ts'
import { blockBehind, read, root } from '../support/documents.ts'
import { temporaryFolder } from '../support/store.ts'

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/admin.md',
  'docs/architecture.md',
  'docs/catalogue.md',
  'docs/doctor.md',
  'docs/fixtures.md',
  'docs/s3.md',
  'docs/signatures.md',
  'test/clients/README.md',
  'docs/translate.md',
  'docs/unverified.md',
]

/** Runs a program in a folder where `npx outcrop` is the one of this checkout and `examples` is there. */
async function run(command: string, commandArguments: string[], folder: string, environment: NodeJS.ProcessEnv) {
  const npx = join(folder, 'npx')
  writeFileSync(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${join(root, 'bin/outcrop.mjs')}" "$@"\n`)
  chmodSync(npx, 0o755)
  symlinkSync(join(root, 'examples'), join(folder, 'examples'))
  const child = spawn(command, commandArguments, {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number]
  return { code, stdout, stderr }
}

describe('the README', () => {
  test('has a tour that works when it is pasted', async () => {
    using folder = temporaryFolder()
    // Another port than 4747: several suites may run at once. From 32768 on, Linux lends ports to outgoing connections.
    const port = String(20_000 + (process.pid % 10_000))
    const script = `set -e\n${blockBehind('README.md', 'tour')}\n`
    const { code, stdout, stderr } = await run('bash', ['-c', script], folder.path, { OUTCROP_PORT: port })
    expect({ code, stderr: stderr.includes('rror') ? stderr : '' }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`is ready: http://127.0.0.1:${port}\n`)
    expect(stdout).toMatch(/\{"jobArn":"arn:aws:bedrock:us-east-1:000000000000:model-invocation-job\/[a-z0-9]{12}"\}/)
    expect(stdout).toContain('"status":"Completed"')
    expect(stdout).toMatch(/^\{"modelInput":\{"schemaVersion":"messages-v1",.*"recordId":"NOVA\d{4}"\}$/m)
    expect(stdout).toContain(
      '"totalRecordCount":120,"processedRecordCount":120,"successRecordCount":120,"errorRecordCount":0',
    )
    expect(stdout).toContain("Value '' at 'jobName' failed to satisfy constraint")
    expect(existsSync(join(folder.path, 'my-data'))).toBe(false)
  })

  test('has a program for tests that prints what stands below it', async () => {
    const program = blockBehind('README.md', 'test: in-a-test.ts').replace("'outcrop'", "'../../index.ts'")
    const file = join(root, 'test', 'docs', `in-a-test-${process.pid}.ts`)
    onTestFinished(() => rmSync(file))
    writeFileSync(file, program)
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
    const printed = (await child.stdout.setEncoding('utf8').toArray()).join('')
    const expected = /```text\n([^]*?)```/.exec(read('README.md').split('in-a-test.ts')[1]!)?.[1]
    expect(printed).toBe(expected)
  })

  test('has lines that are translated into what stands below them', async () => {
    using folder = temporaryFolder()
    const { stdout, stderr } = await run('bash', ['-c', blockBehind('README.md', 'translate')], folder.path, {})
    const expected = /```text\n([^]*?)```/.exec(read('README.md').split('<!-- translate -->')[1]!)?.[1]
    expect(stdout + stderr).toBe(expected)
  })

  test('names the two commands of package.json, and every command and option of the program', async () => {
    const readme = read('README.md')
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    expect(readme).toContain('npm ci && npm run demo')
    expect(readme).toContain('npm ci && npm test')
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test']))
    const help = (await outcrop(['start', '--help']).ended).stdout
    const options = Array.from(help.matchAll(/^ {2}(--[a-z0-9-]+)/gm), ([, option]) => option!)
    expect(options.length).toBeGreaterThan(14)
    expect(options.filter((option) => !readme.includes(`\`${option}\``))).toEqual([])
    const variables = Array.from(help.matchAll(/env: (OUTCROP_[A-Z0-9_]+)/g), ([, name]) => name!)
    expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
    const program = (await outcrop(['--help']).ended).stdout
    const commands = Array.from(program.matchAll(/^ {2}([a-z]+)\b/gm), ([, name]) => name!).filter(
      (name) => name !== 'help',
    )
    expect(commands.filter((name) => !readme.includes(`\`outcrop ${name}`))).toEqual([])
  })
})

test.each(DOCUMENTS)('%s links to files that are there', (document) => {
  const links = Array.from(read(document).matchAll(/\]\(([^)#:]+)\)/g), ([, path]) => path!)
  const broken = links.filter((path) => !existsSync(join(root, document, '..', path)))
  expect(broken).toEqual([])
})

test('architecture.md and README name files that are there', () => {
  for (const document of ['docs/architecture.md', 'docs/s3.md', 'README.md', 'CONTRIBUTING.md']) {
    const paths = Array.from(
      read(document).matchAll(/`((?:emulator|translator|fixtures|bench|test|docs|examples|toolchain)\/[\w./-]*)`/g),
      ([, path]) => path!,
    )
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  }
})

test('unverified.md has every setting with its values, default first', () => {
  const rows = Array.from(
    read('docs/unverified.md').matchAll(/^\| `(\w+)` *\| (.*?) *\| .+\|$/gm),
    ([, name, values]) => [name!, Array.from(values!.matchAll(/`([^`]+)`/g), ([, value]) => value!)],
  )
  expect(Object.fromEntries(rows)).toEqual({ ...UNVERIFIED_SETTINGS, ...TRANSLATOR_SETTINGS })
})

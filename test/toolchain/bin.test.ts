import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/store.ts'

const bin = fileURLToPath(new URL('../../bin/outcrop.mjs', import.meta.url))
const OLD_NODE = "--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.2'})"

/** The package as it is installed: no sources, a compiled program. */
function installed() {
  const folder = temporaryFolder()
  for (const name of ['bin', 'dist']) mkdirSync(join(folder.path, name))
  copyFileSync(bin, join(folder.path, 'bin', 'outcrop.mjs'))
  writeFileSync(join(folder.path, 'dist', 'cli.js'), 'console.log(process.argv.slice(2))')
  writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}')
  return { bin: join(folder.path, 'bin', 'outcrop.mjs'), [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

test('an installed package runs the compiled program', () => {
  using program = installed()
  const run = spawnSync(process.execPath, [program.bin, 'start', '--help'], { encoding: 'utf8' })
  expect(run).toMatchObject({ status: 0, stdout: "[ 'start', '--help' ]\n", stderr: '' })
})

test('an installed package says in one line that a Node is too old', () => {
  using program = installed()
  const run = spawnSync(process.execPath, [OLD_NODE, program.bin, 'start'], { encoding: 'utf8' })
  expect(run).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'outcrop: Node 24 or newer is needed, and this is Node 20.1.2\n',
  })
})

test('a checkout runs its sources', () => {
  const run = spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8' })
  expect(run).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
})

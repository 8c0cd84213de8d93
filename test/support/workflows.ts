import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blockBehind, root } from './documents.ts'
import { temporaryFolder } from './store.ts'

/** The steps of a workflow in a document that run something, and its variables. */
export function workflowIn(document: string, name: string): { runs: string[]; variables: Record<string, string> } {
  const text = blockBehind(document, `workflow: ${name}`)
  return {
    runs: Array.from(text.matchAll(/^ +- run: (.+)$/gm), ([, command]) => command!),
    variables: Object.fromEntries(
      Array.from(text.matchAll(/^ +([A-Z0-9_]+): (.+)$/gm), ([, key, value]) => [key!, value!]),
    ),
  }
}

/** What stands for a project's own tests: an object goes to S3 and comes back. */
const TESTS = `set -e
printf 'a body' > body
curl --silent --fail --upload-file body "$AWS_ENDPOINT_URL/my-bucket/key"
curl --silent --fail "$AWS_ENDPOINT_URL/my-bucket/key"
`

/** Runs commands one after the other where `npx outcrop` is the one of this checkout and `npm test` the little test above. */
export async function runSteps(commands: string[], environment: NodeJS.ProcessEnv) {
  using folder = temporaryFolder()
  const script = (name: string, text: string): void => {
    writeFileSync(join(folder.path, name), `#!/bin/sh\n${text}`)
    chmodSync(join(folder.path, name), 0o755)
  }
  script('npx', `shift\nexec "${process.execPath}" "${join(root, 'bin/outcrop.mjs')}" "$@"\n`)
  script('npm', `[ "$1" = test ] || exit 0\n${TESTS}`)
  const child = spawn('bash', ['-ec', commands.join('\n')], {
    cwd: folder.path,
    env: {
      HOME: process.env['HOME'],
      TMPDIR: folder.path,
      ...environment,
      PATH: `${folder.path}:${process.env['PATH']}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray())
  const [code] = (await once(child, 'close')) as [number]
  return { code, stdout: (await stdout!).join(''), stderr: (await stderr!).join('') }
}

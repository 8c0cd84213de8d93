// Builds what is published: the compiled program and the data that it reads, into dist/.
import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
const compiler = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (compiler.status !== 0) process.exit(compiler.status ?? 1)
for (const name of readdirSync('examples'))
  if (name.endsWith('.jsonl')) copyFileSync(`examples/${name}`, `dist/examples/${name}`)

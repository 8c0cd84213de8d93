#!/usr/bin/env node
// The executable. In a checkout it runs the sources, fetching a Node that can where this one is too old; in an
// installed package it runs the compiled program, and tells an old Node so in one line.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../cli.ts', import.meta.url))
const scriptArguments = process.argv.slice(2)

if (existsSync(source)) {
  const { run } = await import('../toolchain/node.mjs')
  await run(source, scriptArguments)
} else if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(`outcrop: Node 24 or newer is needed, and this is Node ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  await import('../dist/cli.js')
}

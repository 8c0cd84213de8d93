import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

// Loaded into a server by NODE_OPTIONS, before everything else: on SIGUSR2 it writes down what the server holds.
setFlagsFromString('--expose-gc')
const collectGarbage = (await import('node:vm')).runInNewContext('gc') as () => void

process.on('SIGUSR2', () => {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  writeFileSync(
    process.env['PROBE_FILE']!,
    JSON.stringify({ bytes: heapUsed + external, resources: process.getActiveResourcesInfo() }),
  )
})

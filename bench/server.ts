// The emulator as a server: node bench/server.ts [--parts start,throughput,memory,latency,objects,listing] [--quick]
//
// Prints the tables of README.md. Each server is a process of its own; what is compared takes turns within one run. --quick
// does all of it with a tenth of the data, to see that it works.
import { parseArgs } from 'node:util'
import { measureLatency } from './server/latency.ts'
import { measureListing } from './server/listing.ts'
import { measureMemory } from './server/memory.ts'
import { measureObjects } from './server/objects.ts'
import { measureStart } from './server/start.ts'
import { measureThroughput } from './server/throughput.ts'

const { values } = parseArgs({ options: { parts: { type: 'string' }, quick: { type: 'boolean', default: false } } })
const rounds = values.quick ? 3 : 7
const records = values.quick ? 10_000 : 100_000

const PARTS = {
  start: () => measureStart({ rounds }),
  throughput: () => measureThroughput({ records, rounds }),
  memory: () => measureMemory({ megabytes: values.quick ? [10, 100] : [10, 100, 1000] }),
  latency: () => measureLatency({ records, clients: 200 }),
  objects: () => measureObjects({ rounds }),
  listing: () => measureListing({ few: 1000, many: values.quick ? 100_000 : 1_000_000, turns: 10 * rounds }),
}

const isPart = (name: string): name is keyof typeof PARTS => Object.hasOwn(PARTS, name)
const names = values.parts?.split(',') ?? Object.keys(PARTS)
const unknown = names.find((name) => !isPart(name))
if (unknown !== undefined)
  throw new Error(`there is no part ${unknown}; the parts are ${Object.keys(PARTS).join(', ')}`)
process.stdout.write(`Node ${process.versions.node}\n\n`)
for (const name of names.filter(isPart)) await PARTS[name]()

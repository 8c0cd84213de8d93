/** Code for a thread, as an address that it can be loaded from. */
const workerOf = (code: string): URL =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'\n${code}`)}`)

/** A hashing thread that never says that it is through with bytes. */
export const SILENT_WORKER = workerOf(`parentPort.on('message', () => {})`)

/** One that ends with an error as soon as there are bytes. */
export const FAILING_WORKER = workerOf(`parentPort.on('message', () => { throw new Error('out of order') })`)

import { ok, type Finding } from './finding.ts'

export type Lookup = (name: string) => Promise<unknown>

/** Whether virtual-hosted clients may use `localhost`: what is below it does not resolve on every machine. */
export async function checkLocalNames(lookup: Lookup): Promise<Finding> {
  return await lookup('bucket.localhost').then(
    () => ok('bucket.localhost resolves: clients may use localhost as well as 127.0.0.1'),
    () => ok('use 127.0.0.1, as Outcrop prints it: below localhost, bucket.localhost for one, no name resolves here'),
  )
}

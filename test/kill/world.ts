import type { BedrockClient } from '@aws-sdk/client-bedrock'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Random } from '../../emulator/random.ts'
import type { Jobs } from './jobs.ts'
import { bytesOf, type Objects } from './objects.ts'
import type { Uploads } from './uploads.ts'

export const BUCKET = 'objects'
export const INPUT_BUCKET = 'in-put'
export const OUTPUT_BUCKET = 'out-put'

/** Clients of a server that may be gone at any moment. */
export interface Clients {
  url: string
  s3: S3Client
  bedrock: BedrockClient
}

/** What all clients together know of the server, whose processes come and go. */
export interface World {
  clients: Clients
  /** Of the round. */
  random: Random
  objects: Objects
  uploads: Uploads
  jobs: Jobs
  /** Which of the buckets that come and go may be there, and may not. */
  buckets: Map<string, boolean[]>
  /** What a request is under way for: nobody else changes it. */
  busy: Set<string>
  /** Makes names and bodies that no other request has. */
  serial: number
}

/** What a client does, with nothing but requests whose answers it checks. */
export interface Operation {
  name: string
  /** How often it is chosen, beside the others. */
  weight: number
  /** `undefined` when there is nothing to do it with now; otherwise rejects when the answer is wrong, or none comes. */
  begin: (world: World) => Promise<void> | undefined
}

/** What a server may not answer, also when it is killed a moment later. */
export class WrongAnswer extends Error {}

export const chooseFrom = <T>(items: readonly T[], { random }: Pick<World, 'random'>): T | undefined =>
  items[random.integer(items.length)]

/** Does something while nobody else changes what has these names. */
export async function holding(world: World, names: string[], work: () => Promise<void>): Promise<void> {
  for (const name of names) world.busy.add(name)
  try {
    await work()
  } finally {
    for (const name of names) world.busy.delete(name)
  }
}

export const newLabel = (world: World): string => `label ${(world.serial += 1)}`

/** A body that no other request has. */
export function newBody(world: World, size: 'empty' | 'small' | 'large'): Buffer {
  const bytes = { empty: 0, small: 1 + world.random.integer(3000), large: 600_000 + world.random.integer(1_500_000) }
  return bytesOf(newLabel(world), bytes[size])
}

/** Sends what must be refused with this code. */
export async function expectRefusal(code: string, send: () => Promise<unknown>): Promise<void> {
  try {
    await send()
  } catch (error) {
    if ((error as Error).name === code) return
    throw error
  }
  throw new WrongAnswer(`was accepted, and should have been ${code}`)
}

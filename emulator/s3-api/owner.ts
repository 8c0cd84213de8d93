import { hash } from 'node:crypto'
import type { Owner } from '@aws-sdk/client-s3'

/** AWS: owners are shown by their canonical user id, 64 hex digits. Ours is a function of the account. */
export const ownerOf = (account: string): Owner => ({ ID: hash('sha256', account, 'hex') })

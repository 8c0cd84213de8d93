import { invalidBucketName } from './errors.ts'

const NEW_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
/** AWS: names of before 2018 may have more characters. */
const OLD_NAME = /^[A-Za-z0-9._-]{3,255}$/
const ADDRESS = /^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/
const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-']
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3']

/** Throws `InvalidBucketName`. Source: "General purpose bucket naming rules" of the S3 user guide. */
export function checkNewBucketName(name: string): void {
  const isValid =
    NEW_NAME.test(name) &&
    !name.includes('..') &&
    !ADDRESS.test(name) &&
    !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix))
  if (!isValid) throw invalidBucketName(name)
}

/** Throws `InvalidBucketName` for what no bucket was ever called. */
export function checkBucketName(name: string): void {
  if (!OLD_NAME.test(name)) throw invalidBucketName(name)
}

import type { StoredObject } from '../object-store/stored-object.ts'
import type { Allow } from '../object-store/write-body.ts'
import { headerNotImplemented, noSuchKey, notModified, preconditionFailed } from './errors.ts'

/** What a request asks of the object that is there. */
export interface Conditions {
  ifMatch?: string | undefined
  ifNoneMatch?: string | undefined
  ifModifiedSince?: Date | undefined
  ifUnmodifiedSince?: Date | undefined
}

/** Some clients leave the quotes out, and S3 takes that. */
const bare = (etag: string): string => etag.trim().replace(/^W\//, '').replaceAll('"', '')

const names = (header: string, { etag }: StoredObject): boolean =>
  header.split(',').some((candidate) => candidate.trim() === '*' || bare(candidate) === bare(etag))

/**
 * The name of the condition that does not hold, or `undefined`. The order is HTTP's: a condition on the ETag makes the one
 * on the time meaningless.
 */
function findBroken(object: StoredObject, conditions: Conditions): string | undefined {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions
  const { lastModifiedAt } = object
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object)) return 'If-Match'
  } else if (ifUnmodifiedSince && lastModifiedAt > ifUnmodifiedSince.getTime()) return 'If-Unmodified-Since'
  if (ifNoneMatch !== undefined) {
    if (names(ifNoneMatch, object)) return 'If-None-Match'
  } else if (ifModifiedSince && lastModifiedAt <= ifModifiedSince.getTime()) return 'If-Modified-Since'
  return undefined
}

/** Throws `PreconditionFailed`, or 304 where the reader has the object already. */
export function checkReadConditions(object: StoredObject, conditions: Conditions): void {
  const broken = findBroken(object, conditions)
  if (broken === 'If-None-Match' || broken === 'If-Modified-Since') throw notModified(object)
  if (broken !== undefined) throw preconditionFailed(broken)
}

/** Throws `PreconditionFailed` whatever the condition. */
export function checkCopyConditions(source: StoredObject, conditions: Conditions): void {
  const broken = findBroken(source, conditions)
  if (broken !== undefined) throw preconditionFailed(`x-amz-copy-source-${broken}`)
}

/** What a conditional write asks of the object that it would replace. */
export function allowWrite(key: string, { ifMatch, ifNoneMatch }: Conditions): Allow | undefined {
  // AWS: nothing but the asterisk is supported here.
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw headerNotImplemented('If-None-Match')
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined
  return (current) => {
    if (ifNoneMatch !== undefined && current) throw preconditionFailed('If-None-Match')
    if (ifMatch === undefined) return
    if (!current) throw noSuchKey(key)
    if (!names(ifMatch, current)) throw preconditionFailed('If-Match')
  }
}

/** AWS: an object that is not there is as good as deleted, whatever its ETag should have been. */
export const allowDelete = (ifMatch: string | undefined): Allow | undefined =>
  ifMatch === undefined
    ? undefined
    : (current) => {
        if (current && !names(ifMatch, current)) throw preconditionFailed('If-Match')
      }

import { isWhole } from '../../support/whole.ts'
import { access } from './access.ts'
import type { Behaviour } from './behaviour.ts'
import { bodies } from './bodies.ts'
import { buckets } from './buckets.ts'
import { checksums } from './checksums.ts'
import { conditions } from './conditions.ts'
import { copiedParts } from './copied-parts.ts'
import { copies } from './copies.ts'
import { deletes } from './deletes.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { keptSettings } from './kept-settings.ts'
import { keys } from './keys.ts'
import { listing } from './listing.ts'
import { listingV1 } from './listing-v1.ts'
import { objectAttributes } from './object-attributes.ts'
import { presigned } from './presigned.ts'
import { ranges } from './ranges.ts'
import { reading } from './reading.ts'
import { settings } from './settings.ts'
import { tagging } from './tagging.ts'
import { uploadChecksums } from './upload-checksums.ts'
import { uploadEnds } from './upload-ends.ts'
import { uploadLists } from './upload-lists.ts'
import { uploads } from './uploads.ts'
import { versions } from './versions.ts'
import { writing } from './writing.ts'

/** All that clients of S3 can see, by what it is about. Each is told apart by its group and what it says. */
export const S3_BEHAVIOURS: Record<string, Behaviour[]> = {
  buckets,
  writing,
  bodies,
  checksums,
  reading,
  ranges,
  conditions,
  keys,
  listing,
  'listing, version 1': listingV1,
  'listing of versions': versions,
  attributes: objectAttributes,
  tagging,
  access,
  'settings of buckets': settings,
  'settings that buckets are told': keptSettings,
  copies,
  deletes,
  uploads: [...uploads, ...uploadEnds, ...uploadLists],
  'copies of parts': copiedParts,
  'checksums of uploads': uploadChecksums,
  'presigned URLs': presigned,
  'forms of browsers': forms,
  errors,
}

/** Groups that are worth a second look where the host names the bucket: those that depend on how it is addressed. */
export const BY_HOST = [
  'writing',
  'bodies',
  'reading',
  'keys',
  'listing',
  'copies',
  'deletes',
  'uploads',
  'presigned URLs',
  'forms of browsers',
  'settings that buckets are told',
]

/** The signature of a form is within it: whoever forwards it to another S3 has none to put in its place. */
export const NOT_FORWARDED = ['forms of browsers']

/**
 * Groups that are run by path where those of BY_HOST are run by host: what is behind the front door has every request by path,
 * and need not see one twice.
 */
export const BY_PATH = isWhole
  ? Object.keys(S3_BEHAVIOURS)
  : Object.keys(S3_BEHAVIOURS).filter((group) => NOT_FORWARDED.includes(group) || !BY_HOST.includes(group))

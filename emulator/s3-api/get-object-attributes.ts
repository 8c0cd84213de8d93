import {
  GetObjectAttributes$,
  type GetObjectAttributesOutput,
  type GetObjectAttributesParts,
  type GetObjectAttributesRequest,
  type ObjectAttributes,
} from '@aws-sdk/client-s3'
import type { StoredObject } from '../object-store/stored-object.ts'
import { checksumOf } from './attributes.ts'
import { invalidArgument, missingAttributeNames } from './errors.ts'
import { operation } from './operation.ts'
import { toPageSize } from './page-size.ts'
import { readPartMarker } from './part-number.ts'

type Request = GetObjectAttributesRequest
type Write = (object: StoredObject, request: Request) => GetObjectAttributesOutput

export const getObjectAttributes = operation<Request, GetObjectAttributesOutput>(
  GetObjectAttributes$,
  (input, { store, request }) => {
    const names = readNames(input.ObjectAttributes)
    const object = store.objects.get(request.bucket, request.key)
    const output: GetObjectAttributesOutput = { LastModified: new Date(object.lastModifiedAt) }
    for (const name of names) Object.assign(output, WRITERS[name](object, input))
    return output
  },
)

const WRITERS: Record<ObjectAttributes, Write> = {
  // AWS: without its quotes here, and nowhere else.
  ETag: ({ etag }) => ({ ETag: etag.replaceAll('"', '') }),
  Checksum: ({ checksum }) => ({ Checksum: checksumOf(checksum) }),
  ObjectParts: (object, input) => (object.parts === undefined ? {} : { ObjectParts: writeParts(object, input) }),
  StorageClass: ({ attributes }) => ({ StorageClass: attributes.storageClass as 'STANDARD' }),
  ObjectSize: ({ size }) => ({ ObjectSize: size }),
}

/** Throws `InvalidRequest`, `InvalidArgument`. */
function readNames(names: string[] = []): ObjectAttributes[] {
  if (names.length === 0) throw missingAttributeNames()
  const unknown = names.find((name) => !Object.hasOwn(WRITERS, name))
  if (unknown !== undefined)
    throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', unknown)
  return names as ObjectAttributes[]
}

/**
 * AWS: parts are listed where the upload was created with a checksum, and counted in any case. UNVERIFIED: that those of a
 * checksum of the whole object are listed with theirs, too.
 */
function writeParts({ parts = [], checksum }: StoredObject, input: Request): GetObjectAttributesParts {
  const isListed = parts.some(({ checksumValue }) => checksumValue !== undefined)
  if (!isListed) return { TotalPartsCount: parts.length }
  const limit = toPageSize(input.MaxParts, 'max-parts')
  const after = readPartMarker(input.PartNumberMarker)
  const page = parts.slice(after, after + limit)
  return {
    TotalPartsCount: parts.length,
    PartNumberMarker: String(after),
    NextPartNumberMarker: String(after + page.length),
    MaxParts: limit,
    IsTruncated: limit > 0 && after + page.length < parts.length,
    Parts: page.map(({ size, checksumValue }, index) => ({
      PartNumber: after + index + 1,
      Size: size,
      [`Checksum${checksum.algorithm}`]: checksumValue,
    })),
  }
}

import { Busboy } from '@fastify/busboy'
import { invalidArgument, malformedForm, tooMuchBeforeFile } from '../errors.ts'
import type { S3Request } from '../request.ts'
import { FormPump } from './form-pump.ts'

/** What a browser's form says, up to its file: AWS reads past all fields behind that. */
export interface Form {
  /** By names in lower case: AWS compares them so. */
  fields: ReadonlyMap<string, string>
  /** Fails with an S3Error. */
  file: AsyncIterable<Buffer>
  /** `undefined`: the form says none. */
  fileName: string | undefined
  /** Resolves when the form has come to its end, in good order; rejects with an S3Error. Must be waited for. */
  ended: Promise<void>
  /** Lets go of the request, where nobody wants the file. */
  stop: (error: Error) => void
}

/** AWS: all in front of the file. */
const MAX_FIELD_BYTES = 20_480
const MAX_FIELDS = 1000
const MAX_PART_HEADER_BYTES = 8192
const FILE = 'file'

const filesAre = (count: number): Error =>
  invalidArgument('POST requires exactly one file upload per request.', FILE, String(count))

/** Reads the form as far as its file. Rejects with an S3Error. */
export async function readForm({ headers, stream }: S3Request): Promise<Form> {
  const fields = new Map<string, string>()
  let size = 0
  const parser = toParser(
    () =>
      new Busboy({
        headers: { 'content-type': headers['content-type'] ?? '' },
        // What is a file is known by its name alone: some clients give every field a file name.
        isPartAFile: (name) => name?.toLowerCase() === FILE,
        limits: { files: 1, fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES + 1, headerSize: MAX_PART_HEADER_BYTES },
      }),
  )
  const pump = new FormPump(stream, parser)
  parser.on('field', (name: string | undefined, value) => {
    if (pump.hasFile || name === undefined) return
    size += Buffer.byteLength(name) + Buffer.byteLength(value)
    if (size > MAX_FIELD_BYTES) pump.fail(tooMuchBeforeFile(MAX_FIELD_BYTES))
    else fields.set(name.toLowerCase(), value)
  })
  parser.on('fieldsLimit', () => pump.fail(tooMuchBeforeFile(MAX_FIELD_BYTES)))
  parser.on('filesLimit', () => pump.fail(filesAre(2)))
  const found = await pump.toFile()
  if (!found) throw filesAre(0)
  return { fields, ...found, ended: pump.ended, stop: (error) => pump.fail(error) }
}

/** It throws where the Content-Type has no boundary. */
function toParser<Parser>(make: () => Parser): Parser {
  try {
    return make()
  } catch (error) {
    throw Object.assign(malformedForm(), { cause: error })
  }
}

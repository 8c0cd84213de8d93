export interface FormFile {
  /** `undefined`: the form says none. */
  name?: string | undefined
  type?: string
  bytes: string | Uint8Array
}

/** A field, or a file; names may come twice, and in any order. */
export type FormPart = readonly [name: string, value: string | FormFile]

const BOUNDARY = '----form-of-a-test'

/** As browsers write a form. `isCutOff`: without its end. */
export function toMultipart(parts: readonly FormPart[], { isCutOff = false } = {}): { type: string; body: Buffer } {
  const pieces = parts.flatMap(([name, value]) => {
    const file = typeof value === 'string' ? { bytes: value } : value
    const fileName = 'name' in file && file.name !== undefined ? `; filename="${file.name}"` : ''
    const type = 'type' in file ? `Content-Type: ${file.type}\r\n` : ''
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName}\r\n${type}\r\n`
    return [Buffer.from(head), Buffer.from(file.bytes as string), Buffer.from('\r\n')]
  })
  const end = Buffer.from(isCutOff ? '' : `--${BOUNDARY}--\r\n`)
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, body: Buffer.concat([...pieces, end]) }
}

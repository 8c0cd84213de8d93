/** The polynomial with its bits reversed. */
const POLYNOMIAL = 0x82f63b78

// As in crc64-nvme.ts: what a byte becomes that has 0 to 7 others behind it.
let made: Int32Array | undefined

function makeTables(): Int32Array {
  const tables = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[byte] = crc
  }
  for (let index = 256; index < tables.length; index += 1) {
    const before = tables[index - 256]!
    tables[index] = (before >>> 8) ^ tables[before & 255]!
  }
  return tables
}

/** CRC32C of bytes that come piece by piece. The SDK's own brings two hundred kilobytes of the SDK into every start. */
export class Crc32c {
  readonly #tables = (made ??= makeTables())
  #crc = -1

  update(bytes: Uint8Array): void {
    const tables = this.#tables
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const wholeSteps = bytes.length - (bytes.length % 8)
    let crc = this.#crc
    for (let at = 0; at < wholeSteps; at += 8) {
      const near = crc ^ view.getInt32(at, true)
      const far = view.getInt32(at + 4, true)
      crc =
        tables[1792 + (near & 255)]! ^
        tables[1536 + ((near >>> 8) & 255)]! ^
        tables[1280 + ((near >>> 16) & 255)]! ^
        tables[1024 + (near >>> 24)]! ^
        tables[768 + (far & 255)]! ^
        tables[512 + ((far >>> 8) & 255)]! ^
        tables[256 + ((far >>> 16) & 255)]! ^
        tables[far >>> 24]!
    }
    for (let at = wholeSteps; at < bytes.length; at += 1) crc = (crc >>> 8) ^ tables[(crc ^ bytes[at]!) & 255]!
    this.#crc = crc
  }

  async digest(): Promise<Uint8Array> {
    const digest = Buffer.alloc(4)
    digest.writeInt32BE(~this.#crc)
    return digest
  }
}

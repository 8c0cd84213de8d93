/** Bytes of a body on their way. */
export interface Piece {
  bytes: Buffer
  /** To be called once, when nobody reads or writes the bytes any more. */
  giveBack(): void
}

/** Enough that a hop to another thread costs little beside the work on a piece. */
export const PIECE_BYTES = 512 * 1024
/** What is lent of such pieces at any time; beyond it pieces are small, so that many slow clients need little memory. */
const MOST_LENT = 16
const SMALL_PIECE_BYTES = 64 * 1024
/** Up to this, new memory costs less than what is gained by using it again. */
const TINY_BYTES = 16 * 1024

/**
 * Memory for the bodies that pass, used again and again: the engine collects garbage for every 64 MB of buffers that were
 * new, and a quarter of the time of large bodies went there. Threads share it.
 */
export class PieceMemory {
  readonly #free: Buffer[] = []
  #lent = 0

  /** A piece that may be smaller than what is wanted, or larger. */
  take(wanted = PIECE_BYTES): Piece {
    if (wanted <= TINY_BYTES) return { bytes: Buffer.allocUnsafe(wanted), giveBack: () => undefined }
    if (this.#lent >= MOST_LENT) return smallPiece()
    this.#lent += 1
    const bytes = this.#free.pop() ?? Buffer.from(new SharedArrayBuffer(PIECE_BYTES))
    return {
      bytes,
      giveBack: () => {
        this.#lent -= 1
        this.#free.push(bytes)
      },
    }
  }
}

/** Its memory goes when it is given back, and not when the engine finds it. */
function smallPiece(): Piece {
  const buffer = new ArrayBuffer(SMALL_PIECE_BYTES)
  return { bytes: Buffer.from(buffer), giveBack: () => void buffer.transfer(0) }
}

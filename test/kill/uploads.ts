import type { Outcome } from './objects.ts'

/** A multipart upload that was acknowledged. */
export interface Upload {
  key: string
  uploadId: string
  metadata: Record<string, string>
  /** What each part may be, by its number; `undefined`: nothing. */
  parts: Map<number, (Buffer | undefined)[]>
  /** What was asked for and not answered. */
  ending?: { to: 'aborted' } | { to: 'completed'; before: Outcome; next: Outcome }
}

/** The uploads that may be open: one for each key, and those that a kill left behind whose id nobody was told. */
export class Uploads {
  readonly #byKey = new Map<string, Upload>()
  /** Keys of which one more upload may be there. */
  readonly creating = new Set<string>()

  get open(): Upload[] {
    return [...this.#byKey.values()]
  }

  of(key: string): Upload | undefined {
    return this.#byKey.get(key)
  }

  add(upload: Upload): void {
    this.#byKey.set(upload.key, upload)
  }

  remove({ key }: Upload): void {
    this.#byKey.delete(key)
  }
}

import type { Fate } from '../../chat/parameters.ts'
import type { ImageInput } from '../../embeddings/image-input.ts'

/** In what the versions of Cohere Embed differ. */
export interface Version {
  /** Lengths of the vectors that can be asked for. */
  lengths: readonly number[]
  /** Where the length goes; `undefined` where there is but one. */
  lengthMember: 'output_dimension' | undefined
  /** What `truncate` says, in either version's words. */
  truncate: Readonly<Record<string, string>>
  /** Letters (code points) of one text. */
  mostLetters: number
  imagesPerRecord: number
  imageFormats: readonly ImageInput['format'][]
  /** The `input_type` that images must have. */
  imageType: string | undefined
  /** What only this version takes. */
  extras: Readonly<Record<string, Fate>>
}

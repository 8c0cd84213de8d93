import type { EmbeddingAsk, EmbeddingInput } from '../../emulator/answers/answers.ts'

/** What an embeddings request asks of a model, in words that OpenAI's lines and the emulator's reading share. */
export interface EmbeddingsReading {
  inputs: EmbeddingInput[]
  dimensions: number | undefined
  normalize: boolean | undefined
}

/** What the body of a line asks; images are inputs that are data URLs. */
export function readEmbeddingsBody(body: Record<string, unknown>): EmbeddingsReading {
  return {
    inputs: [body['input'] as string | string[]]
      .flat()
      .map((input) =>
        input.startsWith('data:') ? { text: '', images: [dataOf(input)] } : { text: input, images: [] },
      ),
    dimensions: body['dimensions'] as number | undefined,
    normalize: body['normalize'] as boolean | undefined,
  }
}

/** What the emulator read in the records of a line; of what the line leaves open, nothing. */
export function readEmbeddingsAsks(asks: EmbeddingAsk[], { dimensions, normalize }: EmbeddingsReading) {
  return {
    inputs: asks
      .flatMap(({ inputs }) => inputs)
      .map(({ text, images }) => ({ text, images: images.map((image) => dataOf(image)) })),
    dimensions: dimensions && asks[0]!.dimensions,
    normalize: normalize === undefined ? undefined : asks[0]!.normalize,
  } satisfies EmbeddingsReading
}

/** What an image is, as a data URL or as what follows in one: some models are told its type elsewhere, or not at all. */
const dataOf = (image: string): string => image.replace(/^data:[^,]*,/, '')

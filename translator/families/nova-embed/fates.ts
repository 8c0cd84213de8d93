import type { EmbeddingParameter, Fate, Fates } from '../../chat/parameters.ts'
import { inWords } from '../../embeddings/dimensions.ts'
import { NEVER_SENT } from '../../embeddings/never-sent.ts'

/** https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html */
export const LENGTHS = [256, 384, 1024, 3072]

export const fates: Fates<EmbeddingParameter> = {
  ...NEVER_SENT,
  dimensions: { becomes: `\`singleEmbeddingParams.embeddingDimension\`, which is ${inWords(LENGTHS)}` },
}

export const extras: Readonly<Record<string, Fate>> = {
  embeddingPurpose: { becomes: '`singleEmbeddingParams.embeddingPurpose`; without it `GENERIC_INDEX`, reported' },
  truncationMode: { becomes: '`singleEmbeddingParams.text.truncationMode`; without it `NONE`: too long a text fails' },
  detailLevel: { becomes: '`singleEmbeddingParams.image.detailLevel`' },
  embeddingDimension: { refused: 'Say the length of the vectors as `dimensions`.' },
}

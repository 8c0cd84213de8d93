import { inWords } from '../../embeddings/dimensions.ts'
import { NEVER_SENT } from '../../embeddings/never-sent.ts'
import type { EmbeddingMapping } from '../mapping.ts'
import { toModelInput } from './request.ts'
import { toAnswer } from './response.ts'
import type { Version } from './version.ts'

export const toMapping = (version: Version): EmbeddingMapping => ({
  kind: 'embeddings',
  fates: {
    ...NEVER_SENT,
    dimensions: {
      becomes: version.lengthMember
        ? `\`${version.lengthMember}\`, which is ${inWords(version.lengths)}`
        : `nothing where it is ${inWords(version.lengths)}, as all its vectors are; else refused`,
    },
  },
  extras: {
    input_type: { becomes: '`input_type`, which must be there' },
    truncate: { becomes: '`truncate`; START and LEFT are the same, END and RIGHT too' },
    embedding_types: { to: 'embedding_types' },
    ...version.extras,
  },
  inputsPerRecord: 96,
  toModelInput: (request, context) => toModelInput(request, version, context),
  toAnswer,
})

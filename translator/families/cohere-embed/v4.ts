import { IMAGE_FORMATS } from '../../chat/conversation.ts'
import { toMapping } from './mapping.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v4.html */
export const mapping = toMapping({
  lengths: [256, 512, 1024, 1536],
  lengthMember: 'output_dimension',
  truncate: { NONE: 'NONE', LEFT: 'LEFT', RIGHT: 'RIGHT', START: 'LEFT', END: 'RIGHT' },
  mostLetters: Infinity,
  imagesPerRecord: 96,
  imageFormats: IMAGE_FORMATS,
  imageType: undefined,
  extras: {
    max_tokens: { to: 'max_tokens' },
    output_dimension: { refused: 'Say the length of the vectors as `dimensions`.' },
  },
})

import { toMapping } from './mapping.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v3.html */
export const mapping = toMapping({
  lengths: [1024],
  lengthMember: undefined,
  truncate: { NONE: 'NONE', START: 'START', END: 'END', LEFT: 'START', RIGHT: 'END' },
  mostLetters: 2048,
  imagesPerRecord: 1,
  imageFormats: ['png', 'jpeg'],
  imageType: 'image',
  extras: {},
})

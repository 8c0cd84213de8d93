import { toAnswer } from '../converse/response.ts'
import type { ChatMapping } from '../mapping.ts'
import { extras, fates } from './fates.ts'
import { toModelInput } from './request.ts'

/** Nova's own form. Its answers are read as Converse's, whose shape they have. */
export const mapping: ChatMapping = {
  kind: 'chat',
  onlyMovesTexts: true,
  sendsTextsWhole: true,
  fates,
  extras,
  toModelInput,
  toAnswer,
}

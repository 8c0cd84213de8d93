import type { ChatMapping } from '../mapping.ts'
import { extras, fates } from './fates.ts'
import { toModelInput } from './request.ts'
import { toAnswer } from './response.ts'

export const mapping: ChatMapping = {
  kind: 'chat',
  onlyMovesTexts: true,
  answersWhole: true,
  sendsTextsWhole: true,
  fates,
  extras,
  toModelInput,
  toAnswer,
}

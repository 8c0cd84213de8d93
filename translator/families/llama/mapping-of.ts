import type { TranslatorSettings } from '../../settings.ts'
import type { ChatMapping } from '../mapping.ts'
import { extras, fates } from './fates.ts'
import { toModelInput } from './request.ts'
import { toAnswer } from './response.ts'
import type { Template } from './template.ts'

/** Generations of Llama differ in their template alone. */
export const mappingOf = (templateOf: (settings: TranslatorSettings) => Template): ChatMapping => ({
  kind: 'chat',
  onlyMovesTexts: true,
  answersWhole: true,
  fates,
  extras,
  toModelInput: (request, context) => toModelInput(request, context, templateOf(context.settings)),
  toAnswer,
})

import type { ChatMapping } from '../mapping.ts'
import { extras, fates } from './fates.ts'
import { toModelInput } from './request.ts'
import { toAnswer } from './response.ts'

// The template's own marks go beyond ASCII: lines must be read as text.
export const mapping: ChatMapping = { kind: 'chat', fates, extras, toModelInput, toAnswer }

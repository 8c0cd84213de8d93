import type { ChatMapping } from '../mapping.ts'
import { llama2Template } from './llama2-template.ts'
import { mappingOf } from './mapping-of.ts'

export const mapping: ChatMapping = mappingOf(() => llama2Template)

import type { ChatMapping } from '../mapping.ts'
import { llama3Template } from './header-template.ts'
import { mappingOf } from './mapping-of.ts'

export const mapping: ChatMapping = mappingOf(() => llama3Template)

import type { ChatMapping } from '../mapping.ts'
import { llama3Template, llama4Template } from './header-template.ts'
import { mappingOf } from './mapping-of.ts'

const TEMPLATES = { llama3: llama3Template, llama4: llama4Template }

export const mapping: ChatMapping = mappingOf(({ llama4Template: name }) => TEMPLATES[name])

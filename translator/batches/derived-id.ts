import { hash } from 'node:crypto'

/** An id that is the same whenever the same record is translated: 24 hexadecimal digits by default, at most 64. */
export const derivedId = (prefix: string, recordId: string, purpose: string, length = 24): string =>
  prefix + hash('sha256', `${purpose}\n${recordId}`).slice(0, length)

/** The id of a line's answer, where the model gives none. */
export const completionId = (customId: string): string => derivedId('chatcmpl-', customId, 'completion')

import { hash } from 'node:crypto'

const SHORT = /^[a-zA-Z0-9]{9}$/

/** AWS: Mistral's models refuse ids of calls that are not 9 letters and digits; any other becomes 9 digits of its hash. */
export const toShortId = (id: string, attempt: number): string =>
  attempt === 0 && SHORT.test(id) ? id : hash('sha256', `${attempt} ${id}`).slice(0, 9)

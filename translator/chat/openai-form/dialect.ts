import type { SpellId } from '../call-ids.ts'

/** What a model that speaks nearly OpenAI's form takes of messages, beside roles and texts. */
export interface Dialect {
  /** Whether it knows the role `developer`; otherwise it is told `system`. */
  developer: boolean
  /** Whether a system message may stand after the first turn; otherwise it becomes the user's words, in its place. */
  lateSystem: boolean
  /** Whether the user may show images. */
  images: boolean
  /** Whether content may be a list; otherwise its texts are joined. */
  parts: boolean
  /** Whether `name` may stand at messages other than a tool's. */
  names: boolean
  /** Whether a message that only calls tools needs content nevertheless: the empty text. */
  contentBesideCalls: boolean
  /** Whether a call in an assistant message says that it is of type `function`. */
  typedCalls: boolean
  /** How the model takes ids of calls. */
  spellId: SpellId
}

/** For models that take any id. */
export const asWritten: SpellId = (id, attempt) => (attempt === 0 ? id : `${id}_${attempt}`)

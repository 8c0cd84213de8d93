/** What a model is not given in messages, with the sentence that says why; what is not named it takes. */
export type Untaken = Partial<Record<'image' | 's3Image' | 'document' | 'call' | 'prefill', string>>

export interface MessageForm {
  untaken: Untaken
  /** Whether thoughts that the model has signed go back to it. */
  takesThoughts: boolean
  /** Whether a text may carry a mark of the prompt cache. */
  takesCachePoints: boolean
  /** How many images and documents one message may have. */
  most: { image: number; document: number }
}

/** A mark of the prompt cache in Nova's own form: a member of the text's block. */
export const CACHE_POINT = { cachePoint: { type: 'default' } }

/** Milliseconds that a model says it took: a steady function of the answer, so that the same input gives the same bytes. */
export const answeringTime = (outputTokens: number): number => 250 + 12 * outputTokens

/** Lines that every filter must get through unharmed; each tenth is refused by Claude, and each has a parameter it drops. */
export const batchLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const content = `Line ${index}, with \u2028, \u0085, "quotes", \\\\ and 🎉`
    const body = {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content }],
      max_tokens: 50,
      seed: 7,
      ...(index % 10 === 9 && { logprobs: true }),
    }
    return toLine(`line ${index}`, body)
  }).join('')

/** A line with a text of so many characters. */
export const longLine = (length: number): string =>
  toLine('long', { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'x'.repeat(length) }], max_tokens: 50 })

const toLine = (customId: string, body: object): string =>
  `${JSON.stringify({ custom_id: customId, method: 'POST', url: '/v1/chat/completions', body })}\n`

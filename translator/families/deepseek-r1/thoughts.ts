const CLOSE = '</think>'

interface Parts {
  thoughts: string | undefined
  answer: string
}

/**
 * What R1 thought and what it then said. The prompt has opened the thoughts, so a text begins inside them; one that does not
 * end them is all answer (an answer that the client had begun has no thoughts).
 */
export function splitThoughts(text: string): Parts {
  const end = text.indexOf(CLOSE)
  if (end < 0) return { thoughts: undefined, answer: text }
  const thoughts = text
    .slice(0, end)
    .replace(/^<think>/, '')
    .replace(/^\n/, '')
    .replace(/\n$/, '')
  const answer = text.slice(end + CLOSE.length).replace(/^\n{1,2}/, '')
  return { thoughts: thoughts === '' ? undefined : thoughts, answer }
}

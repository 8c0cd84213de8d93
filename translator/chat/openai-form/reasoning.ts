/** What stands before and after the thoughts that a model writes in front of its answer. */
export type ThoughtMarks = readonly (readonly [open: string, close: string])[]

interface Split {
  /** Without the line breaks next to the marks. */
  thoughts: string[]
  content: string
}

/**
 * Takes the thoughts in front of a text off it. Marks further on are the model's own words. Thoughts without an end are
 * thoughts when the answer was cut off; otherwise they too are words.
 */
export function splitThoughts(text: string, marks: ThoughtMarks, isCut: boolean): Split {
  const thoughts: string[] = []
  let content = text
  for (;;) {
    const start = content.search(/\S/)
    const mark = marks.find(([open]) => start >= 0 && content.startsWith(open, start))
    if (!mark) return { thoughts, content }
    const [open, close] = mark
    const end = content.indexOf(close, start + open.length)
    if (end < 0 && !isCut) return { thoughts, content }
    const thought = content.slice(start + open.length, end < 0 ? undefined : end).replace(/^\r?\n|\r?\n$/g, '')
    if (thought.trim() !== '') thoughts.push(thought)
    content = end < 0 ? '' : content.slice(end + close.length).replace(/^(?:\r?\n){1,2}/, '')
  }
}

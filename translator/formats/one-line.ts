/** A text as one line for a terminal, whatever a client, a server or a file had in it. */
export const toOneLine = (text: string): string => text.replaceAll(UNPRINTABLE, ' ')

/** What a terminal would obey, or write from right to left, and what would make another line. */
// oxlint-disable-next-line no-control-regex -- Control characters are what is meant.
const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g

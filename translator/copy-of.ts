/** The same text, for what is kept: a part of a longer text would keep all of it in memory. */
export const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string

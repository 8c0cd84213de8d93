/** Characters that JSON is made of, by their codes. */
export const LINE_FEED = 0x0a
export const SPACE = 0x20
export const QUOTE = 0x22
export const COMMA = 0x2c
export const ZERO = 0x30
export const NINE = 0x39
export const COLON = 0x3a
export const LIST = 0x5b
export const BACKSLASH = 0x5c
export const LIST_END = 0x5d
export const SMALL_N = 0x6e
export const OBJECT = 0x7b
export const OBJECT_END = 0x7d

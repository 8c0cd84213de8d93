import type { Random } from '../../random.ts'

/** What a string of a format looks like, loosely, and how one is made. Hosts and addresses are those kept for documents. */
export interface Format {
  matches: RegExp
  make(random: Random): string
}

const digits = (random: Random, count: number, radix: 10 | 16): string =>
  Array.from({ length: count }, () => random.integer(radix).toString(radix)).join('')

const START = Date.UTC(2026, 0, 1)
const SECONDS_OF_YEAR = 365 * 24 * 3600
const toMoment = (random: Random): string =>
  `${new Date(START + random.integer(SECONDS_OF_YEAR) * 1000).toISOString().slice(0, 19)}Z`

const DATE = '[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])'
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-][0-2][0-9]:[0-5][0-9])'
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'

export const FORMATS: ReadonlyMap<string, Format> = new Map(
  Object.entries({
    'date-time': { matches: new RegExp(`^${DATE}[Tt]${TIME}$`), make: toMoment },
    date: { matches: new RegExp(`^${DATE}$`), make: (random) => toMoment(random).slice(0, 10) },
    time: { matches: new RegExp(`^${TIME}$`), make: (random) => toMoment(random).slice(11) },
    email: {
      matches: /^[a-zA-Z0-9._%+-]{1,64}@[a-zA-Z0-9.-]{1,253}$/,
      make: (random) => `synthetic.${digits(random, 4, 16)}@example.com`,
    },
    uuid: {
      matches: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
      make: (random) =>
        `${digits(random, 8, 16)}-${digits(random, 4, 16)}-4${digits(random, 3, 16)}-8${digits(random, 3, 16)}-${digits(random, 12, 16)}`,
    },
    uri: {
      matches: /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s"<>\\^`{|}]+$/,
      make: (random) => `https://example.com/synthetic/${digits(random, 4, 16)}`,
    },
    hostname: {
      matches: new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`),
      make: (random) => `synthetic-${digits(random, 4, 16)}.example.com`,
    },
    ipv4: {
      matches: new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`),
      make: (random) => `192.0.2.${1 + random.integer(254)}`,
    },
    ipv6: {
      matches: /^(?=.*:.*:)[0-9a-fA-F:]{2,39}(?:\.[0-9.]{1,15})?$/,
      make: (random) => `2001:db8::${(1 + random.integer(0xfffe)).toString(16)}`,
    },
  } satisfies Record<string, Format>),
)

import type { DocumentBlock } from '../../chat/conversation.ts'
import { invalidValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

/** AWS: DocumentBlock of Converse, by media type. */
const FORMATS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
}
const KNOWN = new Set(Object.values(FORMATS))

/** Documents of one request: no two may have the same name. */
export class Documents {
  readonly #taken = new Set<string>()
  /** The number to try next for a name that came before. */
  readonly #copies = new Map<string, number>()
  readonly #report: LossReport

  constructor(report: LossReport) {
    this.#report = report
  }

  toBlock({ mediaType, base64, name, path }: DocumentBlock): JsonObject {
    const dot = name?.lastIndexOf('.') ?? -1
    const extension = dot > 0 ? name!.slice(dot + 1).toLowerCase() : ''
    const format = formatOf(mediaType, extension, path)
    const stem = KNOWN.has(extension) ? name!.slice(0, dot) : name
    return { document: { format, name: this.#unique(stem, path), source: { bytes: base64 } } }
  }

  /** AWS: letters, digits, single spaces, hyphens, parentheses and square brackets, at most 200. */
  #unique(stem: string | undefined, path: string): string {
    const allowed = toAllowed(stem ?? '')
    let unique = allowed
    for (let copy = this.#copies.get(allowed) ?? 2; this.#taken.has(unique); copy += 1) {
      unique = `${allowed.slice(0, 190)}-${copy}`
      this.#copies.set(allowed, copy + 1)
    }
    this.#taken.add(unique)
    if (stem !== undefined && unique !== stem)
      this.#report.change(
        `${path}.file.filename`,
        'Names of documents have letters, digits, single spaces, - ( ) [ ] and are not repeated; others are changed.',
      )
    return unique
  }
}

const toAllowed = (name: string): string =>
  name
    .replace(/\s/g, ' ')
    .replace(/[^a-zA-Z0-9 ()[\]-]/g, '-')
    .replace(/ {2,}/g, ' ')
    .slice(0, 200)
    .trim() || 'document'

/** What the data says it is; where that says nothing, what the name says. */
function formatOf(mediaType: string, extension: string, path: string): string {
  if (Object.hasOwn(FORMATS, mediaType)) return FORMATS[mediaType]!
  if (KNOWN.has(extension)) return extension
  throw invalidValue(path, `${mediaType} is not a document of ${[...KNOWN].join(', ')}.`)
}

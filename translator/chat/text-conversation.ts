import { invalidValue, unsupportedValue } from '../errors.ts'
import type { LossReport } from '../loss-report.ts'
import type { Block, Conversation, ImageBlock, Turn } from './conversation.ts'
import { inlineSystem } from './inline-system.ts'

/** A conversation as one prompt can hold it. */
export interface TextConversation {
  /** What the system messages before the first turn say. */
  system: string | undefined
  /** The user's is the first. The last is the assistant's where the client has begun the answer. */
  turns: TextTurn[]
  /** Images as base64, in the order of their marks in the texts. */
  images: string[]
}

export interface TextTurn {
  /** `system` only where the template has it. */
  role: Turn['role']
  text: string
  path: string
}

/** What a prompt template can hold, and how the model tells the turns apart in it. */
export interface TextRules {
  /** What no text may hold, as it would end its turn or begin another. Linear, and without the flags g and y. */
  marks?: RegExp
  /** Whether the marks are words that a text may hold by chance (`User:`): then the client can have it sent as it stands. */
  marksAreWords?: boolean
  /** Whether a system turn may stand between the others; else it goes into the user's next turn. */
  lateSystem?: boolean
  /** What stands in the text for an image. Without it the model sees none. */
  imageMark?: string
}

/**
 * What users, assistants and the system say, as texts for a prompt template; the texts of one turn are joined by a line feed.
 * Throws a LineError, with the place, for what a prompt cannot hold: tools and their history, documents, images of models
 * that see none, and texts with the template's own marks.
 */
export function toTextConversation(
  { system, turns }: Conversation,
  rules: TextRules,
  report: LossReport,
): TextConversation {
  const writer = new TextWriter(rules, report)
  return {
    system: system.length > 0 ? writer.write(system, system[0]!.path) : undefined,
    turns: withoutEmpty(
      (rules.lateSystem ? turns : inlineSystem(turns)).map(({ role, blocks, path }) => ({
        role,
        text: writer.write(blocks, path),
        path,
      })),
    ),
    images: writer.images,
  }
}

/** Writes blocks as one text; for families whose turns are texts and that have places of their own for the rest. */
export class TextWriter {
  readonly images: string[] = []
  readonly #rules: TextRules
  readonly #report: LossReport

  constructor(rules: TextRules, report: LossReport) {
    this.#rules = rules
    this.#report = report
  }

  write(blocks: Block[], path: string): string {
    const { imageMark } = this.#rules
    this.#checkTexts(blocks, path)
    const text = blocks.flatMap((block) => this.#toTexts(block, path)).join('\n')
    // The mark stands right before the text that speaks of the image.
    return imageMark === undefined ? text : text.replaceAll(`${imageMark}\n`, imageMark)
  }

  #toTexts(block: Block, path: string): string[] {
    if ('isCached' in block && block.isCached)
      this.#report.drop(`${block.path}.prompt_cache_breakpoint`, 'No prompt of this model is cached.')
    switch (block.type) {
      case 'text':
        return [block.text]
      case 'image':
        return [this.#toImage(block)]
      case 'document':
        throw unsupportedValue(block.path, 'This model reads no documents; send their text.')
      case 'call':
      case 'result':
        throw unsupportedValue(block.path, 'This model is given one text, which has no place for tools.')
      case 'thinking':
        this.#report.drop(`${path}.thinking_blocks`, 'What was thought in earlier turns is not told to this model.')
    }
    return []
  }

  #toImage({ source, path }: ImageBlock): string {
    const { imageMark } = this.#rules
    if (imageMark === undefined) throw unsupportedValue(path, 'This model sees no images.')
    if ('s3Uri' in source) throw unsupportedValue(path, 'This model takes no images out of S3; send it as a data URL.')
    this.images.push(source.base64)
    return imageMark
  }

  #checkTexts(blocks: Block[], path: string): void {
    const { marks } = this.#rules
    const texts = blocks.filter((block) => block.type === 'text')
    const joined = texts.map(({ text }) => text).join('\n')
    const mark = marks?.exec(joined)?.[0]
    if (marks === undefined || mark === undefined) return
    const place = texts.find(({ text }) => marks.test(text))?.path ?? path
    const error = invalidValue(place, `it holds ${JSON.stringify(mark)}, by which the model tells turns apart.`)
    if (!this.#rules.marksAreWords) throw error
    this.#report.approximate(place, `It holds ${JSON.stringify(mark)}, which the model may take for a turn.`, error)
  }
}

/** Turns of which nothing is left; those of one role that then stand side by side become one. */
function withoutEmpty(turns: TextTurn[]): TextTurn[] {
  const kept: TextTurn[] = []
  for (const turn of turns) {
    const last = kept.at(-1)
    if (turn.text === '') continue
    if (last?.role === turn.role && turn.role !== 'system') last.text += `\n${turn.text}`
    else kept.push(turn)
  }
  return kept
}

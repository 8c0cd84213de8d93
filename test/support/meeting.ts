import type { ChatAsk, EmbeddingAsk, JsonObject, Tool } from '../../emulator/answers/answers.ts'
import type { InputOptions } from '../../translator/batches/input-translation.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { FamilyKey } from '../../translator/formats/models/index.ts'
import { answerRecord, type Answered, type Emulated } from './emulated.ts'
import { readEmbeddingsAsks, readEmbeddingsBody } from './embeddings-reading.ts'
import { readAsk, readBody, type Manner } from './reading.ts'
import { translateInputText } from './translation.ts'

/** One of OpenAI's lines, the records that it became, and what the emulator made of them. */
export interface Meeting {
  customId: string
  body: Record<string, unknown>
  answered: Answered[]
  /** What the translator says that it has lost of the line: `dropped stop`. */
  losses: string[]
}

export const linesOf = (text: string | undefined): string[] => (text ?? '').split('\n').filter((line) => line !== '')

/** Lines that were not refused, each with its records: they come in the order of the lines. */
export async function meet(
  openai: string[],
  bedrock: string[],
  options: InputOptions,
  emulated: Emulated,
): Promise<Meeting[]> {
  const meetings: Meeting[] = []
  let at = 0
  for (const line of openai) {
    const { custom_id: customId, body } = JSON.parse(line) as { custom_id: string; body: Meeting['body'] }
    const count = countOf(bedrock[at]!)
    const answered = await Promise.all(
      bedrock.slice(at, at + count).map(async (record) => await answerRecord(record, emulated)),
    )
    const { losses } = await translateInputText(`${line}\n`, options)
    meetings.push({ customId, body, answered, losses: losses.map(({ action, param }) => `${action} ${param}`) })
    at += count
  }
  if (at !== bedrock.length) throw new Error(`${bedrock.length - at} records belong to no line`)
  return meetings
}

/** How many records a line became, which the id of each says. */
const countOf = (record: string): number => Number(/^\{"recordId":"zzp[0-9]+n([0-9]+)b?x/.exec(record)?.[1] ?? 1)

export const refusalsOf = ({ answered }: Meeting): RecordError[] =>
  answered.flatMap((record) => ('error' in record ? [record.error] : []))

/** Losses for which a model may read something else than the line says. */
const EXCUSES: Record<string, RegExp> = {
  turns: /^dropped messages|^changed messages(?:\[\]\.content|.*\.filename)$/,
  media: /^dropped messages/,
  tools: /^(?:dropped|changed) (?:tools|functions|tool_choice)/,
  mustCall: /^(?:dropped|changed) (?:tool_choice|function_call|tools)/,
  schema: /^(?:dropped|changed) response_format/,
  jsonObject: /^(?:dropped|changed) response_format/,
  maxTokens: /^(?:dropped|changed) max_(?:completion_)?tokens/,
  stop: /^(?:dropped|changed) stop$/,
}

interface Difference {
  customId: string
  of: string
  said: unknown
  read: unknown
}

/** What the emulator has read in a line's records and the line does not say, other than what was said to be lost. */
export function differencesOf(meeting: Meeting, emulated: Emulated): Difference[] {
  const asks = meeting.answered.flatMap((record) => ('ask' in record ? [record.ask] : []))
  const pairs = asks.every(({ kind }) => kind === 'embedding')
    ? [compareEmbeddings(meeting, asks as EmbeddingAsk[])]
    : (asks as ChatAsk[]).map((ask) => compareChat(meeting, ask, emulated))
  return pairs.flatMap(({ said, read }) =>
    Object.keys(said)
      .filter((of) => !isEqual(said[of], read[of]) && !meeting.losses.some((loss) => EXCUSES[of]?.test(loss)))
      .map((of) => ({ customId: meeting.customId, of, said: said[of], read: read[of] })),
  )
}

interface Comparison {
  said: Record<string, unknown>
  read: Record<string, unknown>
}

function compareEmbeddings({ body }: Meeting, asks: EmbeddingAsk[]): Comparison {
  const said = readEmbeddingsBody(body)
  return { said: { ...said }, read: { ...(asks.length > 0 && readEmbeddingsAsks(asks, said)) } }
}

/** Families whose models write, and are told, the arguments of a call as text. */
const CALLED_IN_TEXT = new Set<FamilyKey>(['openai-compat', 'mistral-chat', 'ai21-jamba'])

/** Families whose prompts have no place for what the system says, or for turns. */
const TOLD: Partial<Record<FamilyKey, Manner['turns']>> = {
  'mistral-text': 'noSystem',
  'ai21-j2': 'oneText',
  'cohere-command': 'oneText',
}

/** Where the line says nothing of a limit the model may have one; where no tool may be called it may know of them. */
function compareChat({ body }: Meeting, ask: ChatAsk, { family, converse }: Emulated): Comparison {
  const manner: Manner = {
    calls: CALLED_IN_TEXT.has(family) ? 'text' : 'value',
    files: converse ? 'name' : 'content',
    turns: TOLD[family] ?? 'all',
  }
  const { maxTokens, ...said } = readBody(body, manner)
  const { tools, ...read } = readAsk(ask, manner)
  const told = family === 'cohere-command-r' ? flatTools : (some: Tool[]) => some
  return {
    said: { ...said, tools: told(said.tools), ...(maxTokens !== undefined && { maxTokens }) },
    read: { ...read, tools: told(body['tool_choice'] === 'none' ? said.tools : tools) },
  }
}

/** Tools as parameters with a name, of which some are needed: of the rest what was lost is said. */
const flatTools = (tools: Tool[]) =>
  tools.map(({ name, schema }) => ({
    name,
    parameters: Object.keys((schema['properties'] ?? {}) as JsonObject),
    required: schema['required'] ?? [],
  }))

/** As JSON is equal: objects whatever the order of their members. */
const isEqual = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )

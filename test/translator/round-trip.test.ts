import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatAnswer, ChatAsk, ChatChoice } from '../../emulator/answers/answers.ts'
import type { Json } from '../../translator/formats/json-text.ts'
import type { FamilyKey } from '../../translator/formats/models/index.ts'
import { chatBody, type ChatBody } from '../support/chat-bodies.ts'
import { CHAT_MODELS, type ChatModel } from '../support/chat-models.ts'
import { findEmulated, type Emulated } from '../support/emulated.ts'
import { differencesOf, linesOf, meet, refusalsOf, type Meeting } from '../support/meeting.ts'
import { parseCompletionLine, type ChatCompletion } from '../support/openai-responses.ts'
import { chatLine, translateInputText, translateOutputText } from '../support/translation.ts'
import { runs } from '../support/whole.ts'

const RUNS = runs(30)

/** Bodies that the model is not refused, each as a line with its records. */
async function translate({ body }: ChatBody, customId: string, { options, refuses }: ChatModel) {
  const line = chatLine(body, customId)
  const { records, errors, batchErrors } = await translateInputText(line, options)
  const messages = linesOf(errors).map((error) => (JSON.parse(error) as ErrorLine).response.body.error.message)
  fc.pre(!messages.some((message) => refuses?.test(message)))
  expect({ messages, batchErrors }).toEqual({ messages: [], batchErrors: [] })
  return { line: line.trimEnd(), records: linesOf(records) }
}

interface ErrorLine {
  response: { body: { error: { message: string } } }
}

const customId = (): fc.Arbitrary<string> => fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })

describe.each(CHAT_MODELS)('$name', (model) => {
  test('finds the text of every message in modelInput, in the order of the messages', async () => {
    await fc.assert(
      fc.asyncProperty(chatBody(model), async (asked) => {
        const { records } = await translate(asked, 'line', model)

        const { modelInput } = JSON.parse(records[0]!) as { modelInput: Json }
        const said = textsOf(modelInput).join('\n')
        const places = asked.texts.map((text) => said.indexOf(text))
        expect(places).not.toContain(-1)
        expect(places).toEqual(places.toSorted((one, other) => one - other))
      }),
      RUNS,
    )
  })
})

/** What comes first in a conversation, where the members of an object have another order. */
const ORDER = ['preamble', 'system', 'chat_history', 'tool_results', 'messages', 'message']

/** Every text in a value, as a reader of the conversation comes across them. */
function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return Object.entries(value)
    .toSorted(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other))
    .flatMap(([, inner]) => textsOf(inner))
}

describe.each(CHAT_MODELS)('$name, there and back', (model) => {
  const emulated = findEmulated(model.options.modelId, { converse: model.options.converse ?? false })!

  const met = async (asked: ChatBody, id: string): Promise<Meeting> => {
    const { line, records } = await translate(asked, id, model)
    const [meeting] = await meet([line], records, model.options, emulated)
    expect(refusalsOf(meeting!)).toEqual([])
    return meeting!
  }

  test('takes every line, and reads in it what the line says but for what was said to be lost', async () => {
    await fc.assert(
      fc.asyncProperty(chatBody(model), async (asked) => {
        const meeting = await met(asked, 'line')

        expect(differencesOf(meeting, emulated)).toEqual([])
      }),
      RUNS,
    )
  })

  test('answers with what the client is told: texts, thoughts, calls, reasons, tokens', async () => {
    await fc.assert(
      fc.asyncProperty(chatBody(model), customId(), async (asked, id) => {
        const { answered } = await met(asked, id)
        const output = answered.map(({ outputLine }) => outputLine).join('')

        const { lines, errors } = await translateOutputText(output, { modelId: model.options.modelId })

        expect(errors).toBe('')
        const line = parseCompletionLine(lines.trimEnd())
        const answers = answered.map((record) => record as Answer)
        expect(line.customId).toBe(id)
        const told = answers.flatMap((answer) => answeredOf(answer, emulated))
        expect(line.body.choices.map(({ index }) => index)).toEqual(told.map((_, index) => index))
        expect(line.body.choices.map(toldOf)).toEqual(told)
        expect(line.body.usage).toEqual(
          usageOf(
            answers.map(({ answer }) => answer),
            emulated,
          ),
        )
      }),
      RUNS,
    )
  })
})

interface Answer {
  ask: ChatAsk & { thoughtsOmitted?: boolean }
  answer: ChatAnswer
}

interface Told {
  text: string
  thoughts: string | undefined
  calls: { name: string; arguments: unknown }[]
  reason: string
}

function toldOf({ message, finish_reason: reason }: ChatCompletion['choices'][number]): Told {
  const calls = (message.tool_calls ?? []).map(({ function: { name, arguments: text } }) => ({
    name,
    arguments: JSON.parse(text) as unknown,
  }))
  return { text: message.content ?? '', thoughts: message.reasoning_content, calls, reason }
}

const REASONS = { end: 'stop', stopSequence: 'stop', maxTokens: 'length', toolUse: 'tool_calls' } as const

/** White space with which models begin that go on writing where a prompt ends: the client is told it too. */
const BEFORE_TEXT: Partial<Record<FamilyKey, string>> = { 'mistral-text': ' ', 'cohere-command': ' ', 'ai21-j2': '\n' }

/** What the emulator answered, as the client should be told it: of a family that knows `n` one record has several answers. */
const answeredOf = ({ ask, answer }: Answer, emulated: Emulated): Told[] =>
  answer.choices.map((choice) => choiceOf(choice, ask, emulated))

/** By way of the schema's tool comes a text. */
function choiceOf(choice: ChatChoice, ask: Answer['ask'], { family, converse }: Emulated): Told {
  const { reasoning, calls, stopReason } = choice
  const text = (converse ? '' : (BEFORE_TEXT[family] ?? '')) + choice.text
  const [call] = calls
  const shown = family === 'nova' ? '[REDACTED]' : reasoning
  // R1 writes thoughts and answer into one text: where they do not end they cannot be told apart.
  if (family === 'deepseek-r1' && reasoning !== undefined && text === '' && stopReason === 'maxTokens')
    return { text: reasoning, thoughts: undefined, calls: [], reason: 'length' }
  const told = {
    thoughts: reasoning === undefined || ask.thoughtsOmitted ? undefined : shown,
    reason: REASONS[stopReason],
  }
  if (call?.name === 'outcrop_json_schema')
    return { ...told, text: JSON.stringify(call.arguments), calls: [], reason: 'stop' }
  return { ...told, text, calls: calls.map(({ name, arguments: given }) => ({ name, arguments: given })) }
}

/** Families whose own output counts no tokens. */
const UNCOUNTED = new Set<FamilyKey>([
  'deepseek-r1',
  'cohere-command-r',
  'claude-text',
  'mistral-text',
  'cohere-command',
])

/** The prompt is read once for each answer, and told once. */
function usageOf(answers: ChatAnswer[], { family, converse }: Emulated): unknown {
  if (UNCOUNTED.has(family) && !converse) return undefined
  const prompt = answers[0]!.inputTokens
  const completion = answers.reduce((sum, { outputTokens }) => sum + outputTokens, 0)
  return expect.objectContaining({
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  })
}

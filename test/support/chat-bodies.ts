import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../translator/formats/json-text.ts'
import { objectText } from './json-arbitraries.ts'
import { objectSchema, plainText, tooling, toolName, toToolMembers } from './tool-arbitraries.ts'

/** The body of a line that asks for a chat completion, and what its messages say in their order. */
export interface ChatBody {
  body: JsonObject
  texts: string[]
}

interface Said {
  role: string
  inParts: boolean
  text: string
  name?: string
}
interface Called {
  text: string | undefined
  calls: { name: string; arguments: string; result: string }[]
}
type Step = Said | Called

const saying = (...roles: string[]): fc.Arbitrary<Said> =>
  fc.record(
    {
      role: fc.constantFrom(...roles),
      inParts: fc.boolean(),
      text: plainText(),
      name: fc.constantFrom('Ann', 'bob_2'),
    },
    { requiredKeys: ['role', 'inParts', 'text'] },
  )

const called = (): fc.Arbitrary<Called> =>
  fc.record({
    text: fc.option(plainText(), { nil: undefined }),
    calls: fc.array(
      fc.record({
        name: toolName(),
        arguments: fc.oneof(
          fc.constant('{}'),
          objectText().map(({ text }) => text),
        ),
        result: plainText(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })

const steps = (withCalls: boolean): fc.Arbitrary<Step[]> => {
  const others = saying('user', 'assistant', 'system', 'developer')
  return fc
    .tuple(
      fc.array(saying('system', 'developer'), { maxLength: 2 }),
      saying('user'),
      fc.array(withCalls ? fc.oneof(others, called()) : others, { maxLength: 4 }),
      withCalls ? fc.oneof(saying('user'), called()) : saying('user'),
    )
    .map(([before, first, between, last]) => [...before, first, ...between, last])
}

/** Writes steps as messages, with an id for each call, and around each text a number by which it is told from all others. */
class Messages {
  readonly messages: JsonObject[] = []
  readonly texts: string[] = []
  #calls = 0

  add(step: Step): void {
    if ('calls' in step) return this.#addCalls(step)
    const { role, inParts, name } = step
    const text = this.#numbered(step.text)
    const content: Json = inParts ? [{ type: 'text', text }] : text
    this.messages.push({ role, content, ...(name !== undefined && { name }) })
  }

  #addCalls({ text, calls }: Called): void {
    const content = text === undefined ? null : this.#numbered(text)
    const ids = calls.map(() => `call_${(this.#calls += 1)}`)
    const toolCalls = calls.map(({ name, arguments: given }, index) => ({
      id: ids[index]!,
      type: 'function',
      function: { name, arguments: given },
    }))
    this.messages.push({ role: 'assistant', content, tool_calls: toolCalls })
    for (const [index, { result }] of calls.entries())
      this.messages.push({ role: 'tool', tool_call_id: ids[index]!, content: this.#numbered(result) })
  }

  #numbered(text: string): string {
    const number = this.texts.length
    const numbered = `${number}#${text}#${number}`
    this.texts.push(numbered)
    return numbered
  }
}

const parameters = (): fc.Arbitrary<JsonObject> =>
  fc.record(
    {
      max_tokens: fc.integer({ min: 1, max: 400 }),
      max_completion_tokens: fc.integer({ min: 1, max: 400 }),
      temperature: fc.constantFrom(0, 0.5, 1, 1.5),
      top_p: fc.constantFrom(0.1, 0.95, 1),
      top_k: fc.integer({ min: 1, max: 100 }),
      stop: fc.constantFrom<Json[]>('###', ['END'], ['a', 'b']),
      n: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer(),
      user: fc.constant('user-1'),
      presence_penalty: fc.constantFrom(0, 0.5),
      reasoning_effort: fc.constantFrom('none', 'low', 'medium', 'high'),
      parallel_tool_calls: fc.boolean(),
    },
    { requiredKeys: [] },
  )

const toFormat = (schema: JsonObject): JsonObject => ({
  response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema } },
})

/** Valid bodies, with everything that a client may say together; with tools where the model can be given any. */
export const chatBody = ({ tools, without = [] }: { tools: boolean; without?: string[] }): fc.Arbitrary<ChatBody> =>
  fc
    .record({
      said: steps(tools),
      tooling: tooling(),
      schema: fc.option(objectSchema(), { nil: undefined }),
      others: parameters(),
    })
    .map(({ said, tooling: given, schema, others }) => {
      const written = new Messages()
      said.forEach((step) => written.add(step))
      const names = said.flatMap((step) => ('calls' in step ? step.calls.map(({ name }) => name) : []))
      const toolMembers = tools ? toToolMembers(names, given) : {}
      const hasTools = names.length > 0 || toolMembers['tools'] !== undefined
      const form = schema && !hasTools ? toFormat(schema) : toolMembers
      const kept = Object.fromEntries(Object.entries(others).filter(([name]) => !without.includes(name)))
      return { body: { model: 'the-model', messages: written.messages, ...form, ...kept }, texts: written.texts }
    })

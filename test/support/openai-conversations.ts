import * as fc from 'fast-check'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { objectText } from './json-arbitraries.ts'

/** A valid conversation, and what must be found again wherever it goes: in the order of its messages. */
export interface Conversation {
  messages: JsonObject[]
  texts: string[]
  calls: { name: string; arguments: string }[]
}

const text = (): fc.Arbitrary<string> => fc.string({ unit: 'binary' }).filter((some) => /[^ \t\r\n\f\v]/.test(some))
const part = (some: string): JsonObject => ({ type: 'text', text: some })
const joined = (conversations: Conversation[]): Conversation => ({
  messages: conversations.flatMap(({ messages }) => messages),
  texts: conversations.flatMap(({ texts }) => texts),
  calls: conversations.flatMap(({ calls }) => calls),
})

const said = (...roles: string[]): fc.Arbitrary<Conversation> =>
  fc
    .tuple(fc.constantFrom(...roles), fc.oneof(text(), fc.array(text(), { minLength: 1, maxLength: 3 })))
    .map(([role, some]) => ({
      messages: [{ role, content: typeof some === 'string' ? some : some.map(part) }],
      texts: [some].flat(),
      calls: [],
    }))

const called = (): fc.Arbitrary<Conversation> =>
  fc
    .tuple(
      fc.option(text(), { nil: null }),
      fc.array(
        fc.record({
          id: fc.uuid().map((id) => `call_${id}`),
          name: fc.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/),
          text: fc.oneof(
            fc.constant(''),
            objectText().map((object) => object.text),
          ),
          result: text(),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([content, calls]) => ({
      messages: [
        {
          role: 'assistant',
          content,
          tool_calls: calls.map(({ id, name, text: given }) => ({
            id,
            type: 'function',
            function: { name, arguments: given },
          })),
        },
        ...calls.map(({ id, result }) => ({ role: 'tool', tool_call_id: id, content: result })),
      ],
      texts: [...(content === null ? [] : [content]), ...calls.map(({ result }) => result)],
      calls: calls.map(({ name, text: given }) => ({ name, arguments: given })),
    }))

/** Ends with the user, or with results. */
export const conversation = (): fc.Arbitrary<Conversation> =>
  fc
    .tuple(
      fc.array(said('system', 'developer'), { maxLength: 2 }),
      said('user'),
      fc.array(fc.oneof(said('assistant', 'system', 'user'), called()), { maxLength: 4 }),
      fc.oneof(said('user'), called()),
    )
    .map(([before, first, turns, last]) => joined([...before, first, ...turns, last]))

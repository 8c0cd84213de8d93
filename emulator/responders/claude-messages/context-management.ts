import { boolean, integer, listOf, model, nullable, taggedUnion, text, variant, type Check } from './pydantic.ts'

const amount = variant({ value: integer(0) })
const tokens = taggedUnion({ input_tokens: amount })
const turns = taggedUnion({ all: variant({}), thinking_turns: amount })
const names = listOf(text())

const keptThoughts: Check = (value, path) => (value === 'all' ? undefined : turns(value, path))
const toolInputs: Check = (value, path) => (typeof value === 'boolean' ? undefined : names(value, path))

/** What Claude may leave out of a long conversation, and when, as Anthropic's SDK describes it. */
export const contextManagement = model(
  {},
  {
    edits: listOf(
      taggedUnion({
        clear_thinking_20251015: variant({}, { keep: keptThoughts }),
        clear_tool_uses_20250919: variant(
          {},
          {
            clear_at_least: nullable(tokens),
            clear_tool_inputs: nullable(toolInputs),
            exclude_tools: nullable(names),
            keep: taggedUnion({ tool_uses: amount }),
            trigger: taggedUnion({ input_tokens: amount, tool_uses: amount }),
          },
        ),
        compact_20260112: variant(
          {},
          { instructions: nullable(text()), pause_after_compaction: boolean, trigger: nullable(tokens) },
        ),
      }),
    ),
  },
)

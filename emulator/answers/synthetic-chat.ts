import { createRandom } from '../random.ts'
import { Unanswerable, type ChatAnswer, type ChatAsk, type ChatChoice, type Question, type Tool } from './answers.ts'
import { countInputTokens, countTokens } from './count-tokens.ts'
import { isNestedDeeper } from './json-schema/json-value.ts'
import { quote, SchemaError } from './json-schema/schema-error.ts'
import { syntheticChoice } from './synthetic-choice.ts'
import { MOST_LEVELS } from './value-by-schema.ts'

// The bound of `n` in OpenAI's API: a record may ask for a billion.
const MOST_CHOICES = 128

const SCHEMA_OF_ANSWER = 'The schema of the answer'
const schemaOfTool = (name: string): string => `The schema of tool ${quote(name)}`

function findForcedTool({ tools, forcedTool }: ChatAsk): Tool | undefined {
  if (forcedTool === undefined || forcedTool === 'any') return forcedTool && tools[0]
  return tools.find(({ name }) => name === forcedTool.name)
}

/** Why an ask cannot be answered, whatever its schemas say. */
function findObstacle(ask: ChatAsk): string | undefined {
  const { tools, forcedTool, schema, choiceCount } = ask
  if (choiceCount > MOST_CHOICES) return `The record asks for more than ${MOST_CHOICES} answers`
  if (forcedTool !== undefined && !findForcedTool(ask))
    return forcedTool === 'any'
      ? 'The record forces a tool but has none'
      : `The record has no tool ${quote(forcedTool.name)}`
  const deepTool = tools.find((tool) => isNestedDeeper(tool.schema, MOST_LEVELS))
  const isDeep = deepTool !== undefined || (schema !== undefined && isNestedDeeper(schema, MOST_LEVELS))
  if (!isDeep) return undefined
  return `${deepTool ? schemaOfTool(deepTool.name) : SCHEMA_OF_ANSWER} is nested more than ${MOST_LEVELS} levels deep`
}

function toChoices(question: Question<ChatAsk>, forced: Tool | undefined, seed: string): ChatChoice[] | Unanswerable {
  const numbers = Array.from({ length: question.ask.choiceCount }, (_, index) => index + 1)
  try {
    return numbers.map((number) => {
      const random = createRandom('choice', seed, question.fingerprint, number)
      return syntheticChoice(question, forced, number, random)
    })
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error
    return new Unanswerable(`${forced ? schemaOfTool(forced.name) : SCHEMA_OF_ANSWER} ${error.reason}`)
  }
}

const countOutputTokens = ({ text, reasoning, calls }: ChatChoice): number =>
  calls.reduce(
    (count, call) => count + countTokens(JSON.stringify(call.arguments)),
    countTokens(text) + countTokens(reasoning ?? ''),
  )

/** An answer to a chat, or why there is none: mostly a schema that goes beyond what values are made by. */
export function syntheticChat(question: Question<ChatAsk>, seed: string): ChatAnswer | Unanswerable {
  const obstacle = findObstacle(question.ask)
  if (obstacle !== undefined) return new Unanswerable(obstacle)
  const choices = toChoices(question, findForcedTool(question.ask), seed)
  if (choices instanceof Unanswerable) return choices
  return {
    kind: 'chat',
    choices,
    inputTokens: countInputTokens(question.ask),
    outputTokens: choices.reduce((sum, choice) => sum + countOutputTokens(choice), 0),
  }
}

import { createRandom, type Random } from '../random.ts'
import {
  Unanswerable,
  type ChatAnswer,
  type ChatAsk,
  type ChatChoice,
  type JsonObject,
  type Question,
  type Tool,
} from './answers.ts'
import { countInputTokens, countTokens } from './count-tokens.ts'
import { excerpt, isNestedDeeper, MOST_LEVELS } from './json-schema/json-value.ts'
import { syntheticChoice, type Demand } from './synthetic-choice.ts'
import type { Turn } from './turn.ts'
import type { valueBySchema } from './value-by-schema.ts'

export type ValueBySchema = typeof valueBySchema

// The bound of `n` in OpenAI's API: a record may ask for a billion.
const MOST_CHOICES = 128

const quote = (name: string): string => JSON.stringify(excerpt(name))

const SCHEMA_OF_ANSWER = 'the schema of the answer'
const schemaOfTool = (name: string): string => `the schema of tool ${quote(name)}`

/** Where any tool must be called and none is the caller's own (Nova's can be its `systemTool` alone), it is a text. */
const findForcedTool = ({ tools, forcedTool }: ChatAsk): Tool | undefined =>
  forcedTool === 'any' ? tools[0] : tools.find(({ name }) => name === forcedTool?.name)

/** Whether some value of the answer is to be made by a schema. */
export const needsValue = ({ forcedTool, schema }: ChatAsk): boolean => forcedTool !== undefined || schema !== undefined

/** Why an ask cannot be answered, whatever its schemas say. */
function findObstacle(ask: ChatAsk): string | undefined {
  const { tools, forcedTool, schema, choiceCount } = ask
  if (choiceCount > MOST_CHOICES) return `Outcrop gives at most ${MOST_CHOICES} answers to a record`
  if (forcedTool !== undefined && forcedTool !== 'any' && !findForcedTool(ask))
    return `Outcrop found no tool ${quote(forcedTool.name)} in the record`
  const deepTool = tools.find((tool) => isNestedDeeper(tool.schema, MOST_LEVELS))
  const isDeep =
    deepTool !== undefined || (schema !== undefined && !ask.schemaIsWish && isNestedDeeper(schema, MOST_LEVELS))
  if (!isDeep) return undefined
  return `Outcrop could not read ${deepTool ? schemaOfTool(deepTool.name) : SCHEMA_OF_ANSWER}: it is nested more than ${MOST_LEVELS} levels deep`
}

function makeDemand(ask: ChatAsk, random: Random, bySchema: ValueBySchema | undefined): Demand | Unanswerable {
  const tool = findForcedTool(ask)
  const schema = tool?.schema ?? ask.schema
  if (!schema || !bySchema) return { value: undefined }
  const made = bySchema(schema, random, { mustBeObject: tool !== undefined })
  if ('value' in made) return tool ? { tool, value: made.value as JsonObject } : made
  if (ask.schemaIsWish) return { value: undefined }
  const whose = tool ? schemaOfTool(tool.name) : SCHEMA_OF_ANSWER
  return new Unanswerable(`Outcrop could not make a synthetic value for ${whose}: ${made.reason}`)
}

const countOutputTokens = ({ text, reasoning, calls }: ChatChoice): number =>
  calls.reduce(
    (count, call) => count + countTokens(JSON.stringify(call.arguments)),
    countTokens(text) + countTokens(reasoning ?? ''),
  )

/** What answers are made with. */
interface Means {
  /** Must be there for an ask that needs a value. */
  bySchema: ValueBySchema | undefined
  turn: Turn
}

/** An answer to a chat, or why there is none: mostly a schema of which no value was found. */
export async function syntheticChat(
  question: Question<ChatAsk>,
  seed: string,
  { bySchema, turn }: Means,
): Promise<ChatAnswer | Unanswerable> {
  const { ask, fingerprint } = question
  const obstacle = findObstacle(ask)
  if (obstacle !== undefined) return new Unanswerable(obstacle)
  const choices: ChatChoice[] = []
  for (let number = 1; number <= ask.choiceCount; number += 1) {
    const random = createRandom('choice', seed, fingerprint, number)
    const demand = makeDemand(ask, random, bySchema)
    if (demand instanceof Unanswerable) return demand
    choices.push(syntheticChoice(question, demand, number, random))
    if (turn.isLong) await turn.giveWay()
  }
  return {
    kind: 'chat',
    choices,
    inputTokens: countInputTokens(ask),
    outputTokens: choices.reduce((sum, choice) => sum + countOutputTokens(choice), 0),
  }
}

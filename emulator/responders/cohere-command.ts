import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice } from '../answers/answers.ts'
import { countTokens } from '../answers/count-tokens.ts'
import { createRandom, type Random } from '../random.ts'
import { truncated } from './truncate.ts'
import { COHERE_FINISH_REASONS } from './cohere-finish-reasons.ts'
import { derivedUuid } from './derived-id.ts'
import { malformedInput } from './malformed-input.ts'
import { boolean, integer, listOf, number, object, oneOf, text } from './malformed-input/schema-words.ts'
import { refusal } from './refusal.ts'
import type { Responder } from './responder.ts'
import { splitTokens } from './split-tokens.ts'
import { textAsk } from './text-ask.ts'

const DEFAULT_TOKENS = 20
/** Of a prompt, as Cohere's own refusal says. */
const MOST_PROMPT_TOKENS = 4081

/** Source: AWS's page "Cohere Command models". Its 2,048 characters of a prompt are those of Embed: not held against it. */
const malformed = malformedInput(
  object(
    {
      prompt: text(1),
      temperature: number(0, 5),
      p: number(0, 1),
      k: number(0, 500),
      max_tokens: integer(1, 4096),
      stop_sequences: listOf(text(), 0, 4),
      return_likelihoods: oneOf('GENERATION', 'ALL', 'NONE'),
      // True asks for a stream, which a batch has none of: the answer is whole either way.
      stream: boolean,
      num_generations: integer(1, 5),
      logit_bias: { type: 'object', additionalProperties: number(-10, 10) },
      truncate: oneOf('NONE', 'START', 'END'),
    },
    'prompt',
  ),
)

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface CommandInput {
  prompt: string
  max_tokens?: Json
  stop_sequences?: string[]
  return_likelihoods?: CommandAsk['likelihoods']
  num_generations?: Json
  truncate?: 'NONE' | 'START' | 'END'
}

interface CommandAsk extends ChatAsk {
  /** All of it; the turn has what is left for the model. */
  prompt: string
  likelihoods: 'GENERATION' | 'ALL' | 'NONE'
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toCommandInput = (modelInput: JsonObject): CommandInput => modelInput as unknown as CommandInput

/** Text: Cohere's list of errors. Only where an input says `NONE` itself: our estimate of tokens is not Cohere's count. */
function tooLong({ prompt, truncate }: CommandInput) {
  const tokens = countTokens(prompt)
  return truncate === 'NONE' && tokens > MOST_PROMPT_TOKENS
    ? refusal(
        `too many tokens: total number of tokens in the prompt cannot exceed ${MOST_PROMPT_TOKENS} - received ${tokens}. Try using a shorter prompt, or enabling prompt truncating. See https://docs.cohere.com/reference/generate for more details.`,
      )
    : undefined
}

const toTokenLikelihoods = (said: string, random: Random): { token: string; likelihood: number }[] =>
  splitTokens(said, countTokens(said)).map((token) => ({ token: token.text, likelihood: -10 * random.fraction() }))

/** The likelihood of the whole is the mean. Shape by AWS's page, its order UNVERIFIED. */
function likelihoodsOf(said: string, { likelihoods, prompt }: CommandAsk, random: Random) {
  if (likelihoods === 'NONE') return undefined
  const generated = toTokenLikelihoods(said, random)
  const sum = generated.reduce((total, { likelihood }) => total + likelihood, 0)
  return {
    likelihood: sum / Math.max(generated.length, 1),
    token_likelihoods: likelihoods === 'ALL' ? [...toTokenLikelihoods(prompt, random), ...generated] : generated,
  }
}

/** Members in the order of the alphabet, as in recorded answers. */
function toGeneration(choice: ChatChoice, id: string, ask: CommandAsk, random: Random): JsonObject {
  const said = choice.text === '' ? '' : ` ${choice.text}`
  const likelihoods = likelihoodsOf(said, ask, random)
  return {
    finish_reason: COHERE_FINISH_REASONS[choice.stopReason],
    id,
    ...(likelihoods && { likelihood: likelihoods.likelihood }),
    text: said,
    ...(likelihoods && { token_likelihoods: likelihoods.token_likelihoods }),
  }
}

/**
 * Command and Command Light. Shape: recorded answers (DataDog/dd-trace-py, newrelic/newrelic-python-agent), each with a space
 * before its text; they count no tokens.
 */
export const cohereCommand: Responder<CommandAsk, ChatAnswer> = {
  check: (modelInput) => malformed(modelInput) ?? tooLong(toCommandInput(modelInput)),

  read(modelInput) {
    const input = toCommandInput(modelInput)
    const { prompt, max_tokens, stop_sequences = [], num_generations, truncate = 'END' } = input
    const read = textAsk({
      turns: [{ role: 'user', text: truncated(prompt, truncate, MOST_PROMPT_TOKENS) }],
      maxTokens: toNumber(max_tokens) ?? DEFAULT_TOKENS,
      stopSequences: stop_sequences,
      choiceCount: toNumber(num_generations) ?? 1,
    })
    return { ...read, prompt, likelihoods: input.return_likelihoods ?? 'NONE' }
  },

  write({ choices }, ask, { fingerprint }) {
    const random = createRandom(fingerprint, 'likelihoods')
    return {
      generations: choices.map((choice, index) =>
        toGeneration(choice, derivedUuid(fingerprint, `generation ${index}`), ask, random),
      ),
      id: derivedUuid(fingerprint, 'generations'),
      prompt: ask.prompt,
    }
  },
}

import type { ChatAnswer } from '../chat/chat-answer.ts'
import type { ChatRequest } from '../chat/chat-request.ts'
import type { ChatParameter, EmbeddingParameter, Fate, Fates } from '../chat/parameters.ts'
import type { EmbeddingAnswer, EmbeddingRequest } from '../embeddings/embedding-request.ts'
import type { JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'
import type { TranslatorSettings } from '../settings.ts'

/** What a family needs to know beside the line. */
export interface RequestContext {
  /** Id of the foundation model, without prefixes. */
  modelId: string
  /** Ids that the model would have given derive from it. */
  recordId: string
  report: LossReport
  settings: TranslatorSettings
}

export interface ResponseContext {
  modelId: string
  report: LossReport
}

interface MappingTraits {
  /**
   * Whether both directions only move texts about: they look at no character beyond ASCII, measure nothing in characters and
   * write none of their own beyond ASCII. Lines are then read as bytes, which is several times as fast (see parse-line.ts).
   */
  onlyMovesTexts?: boolean
  /**
   * Whether what messages say reaches modelInput whole, and changes nothing else in it: all that is asked of a text is whether
   * it is blank, or begins or ends with white space. Lines that say something else are then not translated anew (line-patterns.ts).
   */
  sendsTextsWhole?: boolean
  /**
   * Whether an answer's texts come out whole, where there is something to be seen in them, and its counts as they are or added,
   * and neither changes anything else. Answers that say something else are then not read anew (output-patterns.ts).
   */
  answersWhole?: boolean
}

/** One family's two directions. Methods are pure and throw a LineError for what concerns the line. */
export interface ChatMapping extends MappingTraits {
  kind: 'chat'
  /** What becomes of each of OpenAI's parameters; docs/translation.md is printed from it. */
  fates: Fates<ChatParameter>
  /** Parameters of the model's own that clients write beside OpenAI's (`extra_body`). */
  extras: Readonly<Record<string, Fate>>
  /** Whether messages are handed on as the client wrote them: then the mapping itself tells what is lost of them. */
  keepsMessages?: boolean
  toModelInput(request: ChatRequest, context: RequestContext): JsonObject
  toAnswer(modelOutput: JsonObject, context: ResponseContext): ChatAnswer
}

export interface EmbeddingMapping extends MappingTraits {
  kind: 'embeddings'
  fates: Fates<EmbeddingParameter>
  extras: Readonly<Record<string, Fate>>
  /** How many texts one record may hold. */
  inputsPerRecord: number
  toModelInput(request: EmbeddingRequest, context: RequestContext): JsonObject
  toAnswer(modelOutput: JsonObject, context: ResponseContext): EmbeddingAnswer
}

export type Mapping = ChatMapping | EmbeddingMapping

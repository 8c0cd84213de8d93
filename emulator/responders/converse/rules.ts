import { isJsonObject, toNumber } from '../../../translator/formats/json-text.ts'
import { base64Size } from '../base64.ts'
import { conversationRules } from '../conversation.ts'
import { placedContents, type ConverseInput, type PlacedContent } from './input.ts'
import { responseSchemaOf } from './response-schema.ts'
import type { ConverseCapabilities, Medium } from './models.ts'
import type { Rule } from '../rules.ts'

type ConverseRule = Rule<ConverseInput, ConverseCapabilities>

const MOST_IMAGES = 20
const MOST_DOCUMENTS = 5

/** Text: seen on Bedrock with Mistral 7B (2026-10-01) for the system prompt, with Opus 4.8 for the role. */
const systemMessages: ConverseRule = ({ system = [], messages }, { systemPrompts, systemRole }) =>
  (system.length > 0 && !systemPrompts) || (messages.some(({ role }) => role === 'system') && !systemRole)
    ? "This model doesn't support system messages. Try again without a system message or use a model that supports system messages."
    : undefined

/** Text: seen with Jurassic-2. */
const history: ConverseRule = ({ messages }, { history: isKnown }) =>
  messages.length > 1 && !isKnown
    ? "This model doesn't support conversation history. Try again with input that only includes one user message."
    : undefined

/** Text: langgenius/dify#17545 and many others. In a batch nothing can cure it, as `toolConfig` is refused too. */
const toolBlocks: ConverseRule = (input) =>
  placedContents(input).some(({ block }) => block.toolUse !== undefined || block.toolResult !== undefined)
    ? 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'
    : undefined

const MEDIA: Medium[] = ['image', 'document', 'video', 'audio']
const mediumOf = ({ block }: PlacedContent): Medium | undefined => MEDIA.find((medium) => block[medium] !== undefined)

/** Text: can1357/oh-my-pi PR 11685 for images; the others by analogy. */
const mediaKinds: ConverseRule = (input, { media }) => {
  const refused = placedContents(input)
    .map(mediumOf)
    .find((medium) => medium !== undefined && !media.includes(medium))
  return (
    refused && `This model doesn't support the ${refused} field for user messages. Remove ${refused} and try again.`
  )
}

/** Text of documents: aws-samples/generative-ai-use-cases#1685; of images by analogy. */
const mediaCounts: ConverseRule = (input) => {
  const kinds = placedContents(input).map(mediumOf)
  const countOf = (kind: Medium): number => kinds.filter((medium) => medium === kind).length
  if (countOf('image') > MOST_IMAGES) return `You can't include more than ${MOST_IMAGES} images in a request.`
  return countOf('document') > MOST_DOCUMENTS
    ? `You can't include more than ${MOST_DOCUMENTS} documents in a request.`
    : undefined
}

/** Texts: archestra-ai/archestra PR 4220, simonw/llm-bedrock#8, maximhq/bifrost#7003. */
const documents: ConverseRule = ({ messages }) => {
  const names = messages.flatMap(({ content }) => content.flatMap(({ document }) => document?.name ?? []))
  // AWS: underscores pass although the text does not name them, spaces that are not ASCII do not (vercel/ai PR 20366).
  if (names.some((name) => /[^A-Za-z0-9_ ()[\]-]| {2}/.test(name)))
    return "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request."
  if (new Set(names).size < names.length)
    return "Messages can't contain duplicate document names. Rename the document and retry your request."
  const isAlone = messages.some(
    ({ content }) =>
      content.some(({ document }) => document !== undefined) && !content.some(({ text }) => text !== undefined),
  )
  return isAlone ? 'A text block must be included when using documents.' : undefined
}

/** The text is UNVERIFIED: AWS's protocol reads blobs as base64 before any model sees them. */
const bytes: ConverseRule = (input) => {
  for (const { block, path } of placedContents(input))
    for (const medium of MEDIA) {
      const data = block[medium]?.source.bytes
      if (data !== undefined && base64Size(data) === undefined)
        return `The bytes field at ${path}.${medium}.source isn't valid base64.`
    }
  return undefined
}

/** The text is UNVERIFIED; which models take S3: maximhq/bifrost PR 6544. Claude refuses it in words of its own. */
const s3Locations: ConverseRule = (input, { s3Locations: isKnown }) =>
  !isKnown && placedContents(input).some(({ block }) => MEDIA.some((medium) => block[medium]?.source.s3Location))
    ? "This model doesn't support the s3Location field. Remove s3Location and try again."
    : undefined

/** Text: langgenius/dify-official-plugins#1767; clients send empty lists to every model. */
const stopSequences: ConverseRule = ({ inferenceConfig }, { stopSequences: isKnown }) =>
  (inferenceConfig?.stopSequences ?? []).length > 0 && !isKnown
    ? "This model doesn't support the stopSequences field. Remove stopSequences and try again."
    : undefined

/** Text: langgenius/dify#10390. */
const maxTokens: ConverseRule = ({ inferenceConfig }, { maxTokens: limit = Infinity }) =>
  (toNumber(inferenceConfig?.maxTokens) ?? 0) > limit
    ? `The maximum tokens you requested exceeds the model limit of ${limit}. Try again with a maximum tokens value that is lower than ${limit}.`
    : undefined

/** Both texts are UNVERIFIED. */
const outputConfig: ConverseRule = (input, { outputConfig: isKnown }) => {
  if (input.outputConfig === undefined) return undefined
  if (!isKnown) return "This model doesn't support the outputConfig field. Remove outputConfig and try again."
  return input.outputConfig.textFormat && !isJsonObject(responseSchemaOf(input))
    ? 'The schema field at outputConfig.textFormat.structure.jsonSchema must be the JSON text of an object.'
    : undefined
}

/** Text: AWS's for a guardrail that is not there; there are none here. */
const guardrail: ConverseRule = (input) =>
  input.guardrailConfig === undefined
    ? undefined
    : 'The guardrail identifier or version provided in the request does not exist.'

/** What Converse itself refuses, whichever the model, beyond the shape of the request. Texts are the on-line API's. */
export const CONVERSE_RULES: ConverseRule[] = [
  systemMessages,
  ...conversationRules,
  history,
  toolBlocks,
  mediaKinds,
  mediaCounts,
  documents,
  bytes,
  s3Locations,
  stopSequences,
  maxTokens,
  outputConfig,
  guardrail,
]

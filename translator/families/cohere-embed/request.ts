import { toDimensions } from '../../embeddings/dimensions.ts'
import type { EmbeddingRequest } from '../../embeddings/embedding-request.ts'
import { readImageInput, type ImageInput } from '../../embeddings/image-input.ts'
import { invalidType, invalidValue, LineError, unsupportedValue } from '../../errors.ts'
import type { Json, JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import type { Version } from './version.ts'

/** All inputs of a record, which are texts or, as data URLs, images. */
export function toModelInput(
  { inputs, copied, rest }: EmbeddingRequest,
  version: Version,
  { report }: RequestContext,
): JsonObject {
  const images = readImages(inputs, version)
  if (!images) checkTexts(inputs, version)
  const length = toDimensions(rest, version.lengths, report)
  const truncate = toTruncate(rest.truncate, version)
  return {
    ...(images ? { images: images.map(toDataUrl) } : { texts: inputs }),
    input_type: toInputType(rest.input_type, images && version.imageType, report),
    ...(truncate !== undefined && { truncate }),
    ...(length !== undefined && version.lengthMember && { [version.lengthMember]: length }),
    ...copied,
  }
}

function readImages(inputs: string[], { imagesPerRecord, imageFormats }: Version): ImageInput[] | undefined {
  const images = inputs.flatMap((input) => readImageInput(input) ?? [])
  if (images.length === 0) return undefined
  if (images.length < inputs.length) throw unsupportedValue('input', 'Send texts and images in lines of their own.')
  if (images.length > imagesPerRecord)
    throw unsupportedValue(
      'input',
      `This model embeds ${imagesPerRecord} image in a line, and there are ${images.length}.`,
    )
  const other = images.find(({ format }) => !imageFormats.includes(format))
  if (other)
    throw unsupportedValue('input', `This model embeds images of ${imageFormats.join(' and ')}, not ${other.format}.`)
  return images
}

const toDataUrl = ({ format, base64 }: ImageInput): string => `data:image/${format};base64,${base64}`

/** AWS: too long a text is refused whatever `truncate` says (haystack-core-integrations#912). */
function checkTexts(texts: string[], { mostLetters }: Version): void {
  for (const text of texts)
    if (text.length > mostLetters && lettersOf(text) > mostLetters)
      throw invalidValue('input', `a text has ${lettersOf(text)} letters, and this model takes at most ${mostLetters}.`)
}

const lettersOf = (text: string): number => text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0)

/** Without a default: what is searched for and what is found are embedded differently, and nobody but the client knows. */
function toInputType(given: Json | undefined, imageType: string | undefined, report: LossReport): string {
  if (given !== undefined && typeof given !== 'string') throw invalidType('input_type', 'a string', given)
  if (imageType === undefined) {
    if (given !== undefined) return given
    throw new LineError(
      "Missing required parameter: 'input_type'. Cohere wants to know what the vectors are for: search_document, search_query, classification or clustering.",
      { param: 'input_type', code: 'missing_required_parameter' },
    )
  }
  if (given !== undefined && given !== imageType) report.change('input_type', `An image is sent as ${imageType}.`)
  return imageType
}

/** AWS: without it too long a text fails; `NONE` itself is not sent unasked, as it was seen to fail (llama_index#13376). */
function toTruncate(given: Json | undefined, { truncate }: Version): string | undefined {
  if (given === undefined) return undefined
  if (typeof given === 'string' && Object.hasOwn(truncate, given)) return truncate[given]
  throw invalidValue('truncate', `it is not one of ${Object.keys(truncate).join(', ')}.`)
}

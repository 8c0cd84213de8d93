import { toDimensions } from '../../embeddings/dimensions.ts'
import type { EmbeddingRequest } from '../../embeddings/embedding-request.ts'
import { readImageInput } from '../../embeddings/image-input.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { LENGTHS } from './fates.ts'

/** One text or, as a data URL, one image: the model has no batch form. */
export function toModelInput({ inputs, rest }: EmbeddingRequest, { report }: RequestContext): JsonObject {
  const dimension = toDimensions(rest, LENGTHS, report)
  return {
    schemaVersion: 'nova-multimodal-embed-v1',
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: {
      embeddingPurpose: rest.embeddingPurpose ?? usualPurpose(report),
      ...(dimension !== undefined && { embeddingDimension: dimension }),
      ...toContent(inputs[0]!, rest, report),
    },
  }
}

/** AWS: a purpose is required. Batches embed what shall be found later far more often than what looks for it. */
function usualPurpose(report: LossReport): string {
  report.change('embeddingPurpose', 'Nova needs a purpose; it is sent GENERIC_INDEX.')
  return 'GENERIC_INDEX'
}

function toContent(input: string, { truncationMode, detailLevel }: JsonObject, report: LossReport): JsonObject {
  const image = readImageInput(input)
  if (!image) {
    if (detailLevel !== undefined) report.drop('detailLevel', 'A text has no level of detail.')
    return { text: { truncationMode: truncationMode ?? 'NONE', value: input } }
  }
  if (truncationMode !== undefined) report.drop('truncationMode', 'No image is truncated.')
  const { format, base64 } = image
  return { image: { ...(detailLevel !== undefined && { detailLevel }), format, source: { bytes: base64 } } }
}

import type { InputOptions } from '../../translator/batches/input-translation.ts'
import { findMapping } from '../../translator/families/index.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { LossReport } from '../../translator/loss-report.ts'
import { translateInputText, translateOutputText } from './translation.ts'

/** A line of a batch that asks for embeddings. */
export const embeddingLine = (body: JsonObject, customId = 'line-1'): string =>
  `${JSON.stringify({
    custom_id: customId,
    method: 'POST',
    url: '/v1/embeddings',
    body: { model: 'm', input: 'Hello', ...body },
  })}\n`

const parseLines = (text: string): JsonObject[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as JsonObject)

/** What one body becomes: the modelInput of each of its records, or the error of its line; and what was lost. */
export async function translateEmbedding(body: JsonObject, options: InputOptions) {
  const { records, errors, losses } = await translateInputText(embeddingLine(body), options)
  const [error] = parseLines(errors) as { response: { body: { error: JsonObject } } }[]
  return {
    modelInputs: parseLines(records).map(({ modelInput }) => modelInput),
    error: error?.response.body.error,
    losses,
    dropped: losses.map(({ param }) => param),
  }
}

/** What the outputs of one line's records become: the response of its line, and what was lost. */
export async function translateVectors(modelOutputs: JsonObject[], modelId: string, recordIds = ['line-1']) {
  const text = modelOutputs.map((modelOutput, index) => JSON.stringify({ modelOutput, recordId: recordIds[index] }))
  const { lines, errors } = await translateOutputText(`${text.join('\n')}\n`, { modelId, modelName: 'm' })
  const [line] = parseLines(lines + errors) as { response: { status_code: number; body: JsonObject } }[]
  return line!.response
}

/** What is lost of one modelOutput. */
export const lossesOfAnswer = async (modelOutput: JsonObject, modelId: string): Promise<string[]> =>
  (await reportOfAnswer(modelOutput, modelId)).losses.map(({ param }) => param)

/** The same with the reasons. */
export const lossesInWords = async (modelOutput: JsonObject, modelId: string): Promise<string[]> =>
  (await reportOfAnswer(modelOutput, modelId)).losses.map(({ param, why }) => `${param}: ${why}`)

async function reportOfAnswer(modelOutput: JsonObject, modelId: string): Promise<LossReport> {
  const model = await findMapping(modelId, { converse: false })
  const report = new LossReport('drop')
  model.mapping.toAnswer(modelOutput, { modelId: model.modelId, report })
  return report
}

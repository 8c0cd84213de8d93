import { InputTranslation, type InputOptions } from '../../translator/batches/input-translation.ts'
import { OutputTranslation, type OutputOptions } from '../../translator/batches/output-translation.ts'
import { readLines } from '../../translator/formats/jsonl.ts'
import type { Line } from '../../translator/formats/line.ts'
import { CREATED } from '../../fixtures/load.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'

async function linesOf(text: string): Promise<Line[]> {
  const lines: Line[] = []
  const chunks = (async function* () {
    yield Buffer.from(text)
  })()
  for await (const some of readLines(chunks, { maxLineBytes: 1e9 })) lines.push(...some)
  return lines
}

/** A whole input file translated. */
export async function translateInputText(text: string, options: InputOptions) {
  const translation = await InputTranslation.open(options)
  const { records, errors } = translation.translate(await linesOf(text))
  return {
    records: records.toString(),
    errors: errors.toString(),
    batchErrors: translation.batchErrors,
    losses: translation.losses.toList(),
  }
}

/** A whole output file translated, with the time that fixtures have. */
export async function translateOutputText(text: string, options: OutputOptions) {
  const translation = await OutputTranslation.open({ created: CREATED, ...options })
  const first = translation.translate(await linesOf(text))
  const last = translation.finish()
  return {
    lines: Buffer.concat([first.lines, last.lines]).toString(),
    errors: Buffer.concat([first.errors, last.errors]).toString(),
    unusable: translation.unusable,
    cost: translation.cost,
  }
}

/** A line of a batch that asks for a chat completion. */
export const chatLine = (body: JsonObject, customId = 'line-1'): string =>
  `${JSON.stringify({
    custom_id: customId,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'm', messages: [{ role: 'user', content: 'Hello' }], ...body },
  })}\n`

/** What one body becomes: its modelInput, or the error of its line; and what was lost. */
export async function translateBody(body: JsonObject, options: InputOptions) {
  const { records, errors, losses, batchErrors } = await translateInputText(chatLine(body), options)
  if (batchErrors.length > 0) throw new Error(JSON.stringify(batchErrors))
  const [record] = records
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { modelInput: JsonObject })
  const [error] = errors
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { response: { body: { error: JsonObject } } }).response.body.error)
  return { modelInput: record?.modelInput, error, dropped: losses.map(({ param }) => param) }
}

/** What one modelOutput becomes: the body of its line, or the error. */
export async function translateModelOutput(modelOutput: JsonObject, modelId: string) {
  const { lines, errors } = await translateOutputText(
    `${JSON.stringify({ modelInput: {}, modelOutput, recordId: 'line-1' })}\n`,
    { modelId, modelName: 'm' },
  )
  const [line] = `${lines}${errors}`.split('\n')
  return (JSON.parse(line!) as { response: { status_code: number; body: JsonObject } }).response
}

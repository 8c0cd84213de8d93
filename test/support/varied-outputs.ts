import fc from 'fast-check'
import { join } from 'node:path'
import { loadSquares } from '../../fixtures/load.ts'
import { isJsonObject, type Json, type JsonObject } from '../../translator/formats/json-text.ts'

export interface ModelWithOutputs {
  name: string
  modelId: string
  /** What the golden cases have as its answers and its errors: records without their ids. */
  outputs: JsonObject[]
}

/** The models of the golden cases, a family at a time, in each form. */
export const MODELS_WITH_OUTPUTS: ModelWithOutputs[] = modelsWithOutputs()

function modelsWithOutputs(): ModelWithOutputs[] {
  const models = new Map<string, ModelWithOutputs>()
  for (const { name, about, outBedrock = '' } of loadSquares(join(import.meta.dirname, '../../fixtures/families'))) {
    const family = name.split('/')[0]!
    const outputs = outBedrock
      .split('\n')
      .filter((line) => line.startsWith('{') && line.length < 5000)
      .map((line) => JSON.parse(line) as JsonObject)
    if (outputs.length === 0) continue
    const model = models.get(family) ?? { name: family, modelId: about.modelId, outputs: [] }
    models.set(family, { ...model, outputs: [...model.outputs, ...outputs] })
  }
  return Array.from(models.values())
}

/** What models may say, with all that some reader of answers looks for. */
const character = fc.constantFrom(
  ...Array.from('ab é日🎉 \u00a0\n\t"\\/<|:\u007f'),
  '\u2028',
  '\u0001',
  '\ud83d',
  '</think>',
)
const said = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: character, minLength: 1, maxLength: 8 }) },
  fc.constantFrom(
    '',
    ' ',
    '\n\n',
    '\nplain',
    ' plain',
    '<think>',
    '<reasoning>a</reasoning>b',
    '{"outcrop_value":{"text":1}}',
  ),
)
const counted = fc.oneof(
  { weight: 4, arbitrary: fc.nat(999_999_999) },
  fc.constantFrom<Json>(0, 1, 1_000_000_000, 1.5, -1, null),
)
const recordIds = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-y0-9_-]{1,12}$/) },
  fc.constantFrom('zzxaz09', 'zzxazc3za9', 'zzxaz22z5c', 'zzbxa', 'é', 'a b', '"', 'x'.repeat(65)),
)

/** What differs between records that are otherwise the same; texts and counts are taken in turn. */
export interface Variation {
  recordId: string
  texts: string[]
  counts: Json[]
  modelInput: Json
}

export const variations: fc.Arbitrary<Variation> = fc.record({
  recordId: recordIds,
  texts: fc.array(said, { minLength: 1, maxLength: 4 }),
  // Where all are 0 they are what others add up to.
  counts: fc.oneof(fc.array(counted, { minLength: 1, maxLength: 4 }), fc.constant<Json[]>([0])),
  modelInput: fc.oneof(
    fc.constantFrom<Json>({}, { messages: [{ role: 'user', content: '"modelOutput":{"a":[é\n' }] }, null),
    fc.jsonValue({ maxDepth: 2 }).map((value) => ({ value: value as Json })),
  ),
})

/** Names of what is no text of the model's. */
const KEPT = new Set(['type', 'role', 'stop_reason', 'stopReason', 'finish_reason', 'completionReason', 'model'])

/** A record with other texts and counts. */
export function vary(output: JsonObject, { recordId, texts, counts, modelInput }: Variation): JsonObject {
  let textCount = 0
  let countCount = 0
  const varied = (value: Json, name: string): Json => {
    if (typeof value === 'string') return KEPT.has(name) ? value : texts[textCount++ % texts.length]!
    if (typeof value === 'number') return counts[countCount++ % counts.length]!
    if (Array.isArray(value)) return value.map((item) => varied(item, name))
    return isJsonObject(value) ? variedObject(value) : value
  }
  const variedObject = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, varied(value, name)]))
  const { modelOutput, error } = output
  return {
    modelInput,
    ...(modelOutput !== undefined && { modelOutput: varied(modelOutput, '') }),
    ...(error !== undefined && { error: varied(error, '') }),
    recordId,
  }
}

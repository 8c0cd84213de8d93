import { join } from 'node:path'
import { createResponders } from '../../emulator/responders/index.ts'
import { UNVERIFIED_DEFAULTS } from '../../emulator/unverified.ts'
import { loadSquares } from '../../fixtures/load.ts'
import { familyOf, toBaseModelId, type FamilyKey } from '../../translator/formats/models/index.ts'
import type { ModelInvocationType } from '../../translator/formats/bedrock/job-status.ts'

export interface ModelWithRecords {
  family: FamilyKey
  modelId: string
  invocationType: ModelInvocationType
  /** Records of golden cases, by keys that a job finds below `x/`. */
  files: Record<string, string>
}

const responders = createResponders(UNVERIFIED_DEFAULTS)

/** Models that the emulator answers, in each form, with the records that the golden cases have for them. */
export const MODELS_WITH_RECORDS: ModelWithRecords[] = modelsWithRecords()

function modelsWithRecords(): ModelWithRecords[] {
  const models = new Map<string, ModelWithRecords>()
  for (const { name, about, inBedrock } of loadSquares(join(import.meta.dirname, '../../fixtures/families'))) {
    const baseModelId = toBaseModelId(about.modelId)!
    const invocationType = about.converse ? 'Converse' : 'InvokeModel'
    if (!inBedrock || !responders.find({ baseModelId, invocationType })) continue
    const id = `${baseModelId} ${invocationType}`
    const model = models.get(id) ?? { family: familyOf(baseModelId)!, modelId: baseModelId, invocationType, files: {} }
    models.set(id, { ...model, files: { ...model.files, [`x/${name}.jsonl`]: inBedrock } })
  }
  return Array.from(models.values())
}

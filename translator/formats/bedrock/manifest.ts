/**
 * The object `manifest.json.out` beside the outputs of a job. `totalRecordCount` is what was submitted,
 * `processedRecordCount` is success + error.
 * Source: docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-results.html
 */
export interface Manifest {
  totalRecordCount: number
  processedRecordCount: number
  successRecordCount: number
  errorRecordCount: number
  inputTokenCount: number
  outputTokenCount: number
}

export const MANIFEST_NAME = 'manifest.json.out'

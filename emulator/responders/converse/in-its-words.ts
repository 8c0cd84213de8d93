import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import { refusal } from '../refusal.ts'

/** AWS: what the model itself refuses comes in its own words behind these (zed-industries/zed#31815 and many others). */
export const inItsWords = (error: RecordError | undefined): RecordError | undefined =>
  error?.errorCode === 400 ? refusal(`The model returned the following errors: ${error.errorMessage}`) : error

import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import { placedContents, type ConverseInput } from './input.ts'

/** AWS: in a batch of 200 records, the 67 with a cache point failed so; code and text as its output file had them. */
export const refusedCachePoint = (input: ConverseInput): RecordError | undefined => {
  const blocks = [...(input.system ?? []), ...placedContents(input).map(({ block }) => block)]
  return blocks.some(({ cachePoint }) => cachePoint)
    ? {
        errorCode: 403,
        errorMessage: 'You invoked an unsupported model or your request did not allow prompt caching.',
      }
    : undefined
}

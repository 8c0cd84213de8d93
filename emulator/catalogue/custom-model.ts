import { foundationModelArn } from '../arn.ts'
import type { CustomModelOption } from '../model-options.ts'

/** A custom model that the configuration has. */
export interface CustomModel extends CustomModelOption {
  region: string
  /** The twelve letters and digits at the end of its ARN. */
  id: string
  customizationType: string
  modelStatus: 'Active' | 'Creating' | 'Failed'
  /** RFC 3339. */
  creationTime: string
  ownerAccountId: string
  baseModelArn: string
  /** Whether the account of its ARN is its owner's, so that nobody else shared it. */
  isOwned: boolean
}

/** When a custom model was made of which nobody says it: lists are in the order of these times. */
const CREATED = '2026-01-01T00:00:00Z'

export function configuredCustomModel(option: CustomModelOption): CustomModel {
  const [, , , region, account] = option.modelArn.split(':') as [string, string, string, string, string]
  const ownerAccountId = option.ownerAccountId ?? account
  return {
    ...option,
    region,
    id: option.modelArn.slice(option.modelArn.lastIndexOf('/') + 1),
    customizationType: option.customizationType ?? 'FINE_TUNING',
    modelStatus: option.modelStatus ?? 'Active',
    creationTime: option.creationTime ?? CREATED,
    ownerAccountId,
    baseModelArn: foundationModelArn(option.baseModelId, region),
    isOwned: ownerAccountId === account,
  }
}

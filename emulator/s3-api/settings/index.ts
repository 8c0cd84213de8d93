import type { S3Operation } from '../operation.ts'
import { cors } from './cors.ts'
import { encryption } from './encryption.ts'
import { fixedSettings } from './fixed-settings.ts'
import { keptSetting } from './kept-setting.ts'
import { lifecycle } from './lifecycle.ts'
import { ownershipControls } from './ownership-controls.ts'
import { policy } from './policy.ts'
import { publicAccessBlock } from './public-access-block.ts'
import { tagging } from './tagging.ts'

/** What buckets can be told and asked beside their objects. */
export const bucketSettings: S3Operation[] = [
  ...keptSetting(tagging),
  ...keptSetting(publicAccessBlock),
  ...keptSetting(ownershipControls),
  ...keptSetting(encryption),
  ...keptSetting(lifecycle),
  ...keptSetting(cors),
  ...policy,
  ...fixedSettings,
]

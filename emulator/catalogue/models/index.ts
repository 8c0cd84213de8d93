import type { FoundationModel } from '../foundation-model.ts'
import { AMAZON } from './amazon.ts'
import { ANTHROPIC } from './anthropic.ts'
import { META } from './meta.ts'
import { MISTRAL } from './mistral.ts'
import { OPEN_WEIGHTS } from './open-weights.ts'
import { OTHERS } from './others.ts'
import { STABILITY } from './stability.ts'

/** Every foundation model that is known here, a provider after the other. */
export const FOUNDATION_MODELS: readonly FoundationModel[] = [
  ...AMAZON,
  ...ANTHROPIC,
  ...META,
  ...MISTRAL,
  ...OPEN_WEIGHTS,
  ...OTHERS,
  ...STABILITY,
]

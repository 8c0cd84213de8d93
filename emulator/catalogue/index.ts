import { loadOnce } from '../load-once.ts'
import type { ModelOptions } from '../model-options.ts'
import type { Catalogue } from './catalogue.ts'

export type { Catalogue, NamedModel } from './catalogue.ts'
export type { CustomModel } from './custom-model.ts'
export type { FoundationModel } from './foundation-model.ts'
export type { InferenceProfile } from './inference-profile.ts'

/** Loads the catalogue when somebody first asks for it: a start has no use for hundreds of rows. */
export const catalogueLoader = (options: ModelOptions): (() => Promise<Catalogue>) =>
  loadOnce(async () => new (await import('./catalogue.ts')).Catalogue(options))

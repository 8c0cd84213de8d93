import type { Model } from './responder.ts'

/** Name of a model in its own output: `anthropic.claude-3-haiku-20240307-v1:0` is `claude-3-haiku-20240307`. */
export const modelNameOf = ({ baseModelId }: Model): string =>
  baseModelId.replace(/^[a-z0-9]+\./, '').replace(/-v[0-9]+(?::[0-9a-z:]+)?$/, '')

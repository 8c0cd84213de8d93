import type { Model } from './responder.ts'

/** Models whose ids say less than their names; as Anthropic calls them, UNVERIFIED on Bedrock. */
const NAMES: Record<string, string | undefined> = {
  'anthropic.claude-v2': 'claude-2.0',
  'anthropic.claude-v2:1': 'claude-2.1',
  'anthropic.claude-instant-v1': 'claude-instant-1.2',
}

/** Name of a model in its own output: `anthropic.claude-3-haiku-20240307-v1:0` is `claude-3-haiku-20240307`. */
export const modelNameOf = ({ baseModelId }: Model): string =>
  NAMES[baseModelId] ?? baseModelId.replace(/^[a-z0-9]+\./, '').replace(/-v[0-9]+(?::[0-9a-z:]+)?$/, '')

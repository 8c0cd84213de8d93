import { LEGACY, ofProvider } from '../foundation-model.ts'

// Sources: as in anthropic.ts.
// prettier-ignore
export const MISTRAL = ofProvider('Mistral AI', {}, [
  { id: 'mistral.mistral-7b-instruct-v0:2', name: 'Mistral 7B Instruct' },
  { id: 'mistral.mixtral-8x7b-instruct-v0:1', name: 'Mixtral 8x7B Instruct' },
  { id: 'mistral.mistral-small-2402-v1:0', name: 'Mistral Small (24.02)', batch: 'quota' },
  { id: 'mistral.mistral-large-2402-v1:0', name: 'Mistral Large (24.02)' },
  { id: 'mistral.mistral-large-2407-v1:0', name: 'Mistral Large (24.07)', batch: 'quota' },
  { id: 'mistral.mistral-large-3-675b-instruct', name: 'Mistral Large 3', in: 'TEXT IMAGE' },
  { id: 'mistral.pixtral-large-2502-v1:0', name: 'Pixtral Large (25.02)', in: 'TEXT IMAGE', profiles: 'us eu' },
  { id: 'mistral.magistral-small-2509', name: 'Magistral Small 2509', in: 'TEXT IMAGE' },
  { id: 'mistral.ministral-3-3b-instruct', name: 'Ministral 3B', in: 'TEXT IMAGE' },
  { id: 'mistral.ministral-3-8b-instruct', name: 'Ministral 3 8B', in: 'TEXT IMAGE' },
  { id: 'mistral.ministral-3-14b-instruct', name: 'Ministral 14B 3.0', in: 'TEXT IMAGE' },
  { id: 'mistral.devstral-2-123b', name: 'Devstral 2 123B', batch: 'quota' },
  { id: 'mistral.voxtral-mini-3b-2507', name: 'Voxtral Mini 3B 2507', in: 'SPEECH TEXT', life: LEGACY },
  { id: 'mistral.voxtral-small-24b-2507', name: 'Voxtral Small 24B 2507', in: 'SPEECH TEXT', life: LEGACY },
])

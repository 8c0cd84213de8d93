import { LEGACY, ofProvider } from '../foundation-model.ts'

// Sources: answers of ListFoundationModels and ListInferenceProfiles in us-east-1 that were published on 30 January and
// 27 September 2026 (ids, names, modalities, inference types), of GetFoundationModel in us-west-2 of 26 September 2026 (times),
// the price map of LiteLLM 1.109 (profiles), and for batch support the quotas that models own (late 2025 and September 2026).
// Opus 5: a job of it was published. Opus 4.7 and 4.8, Sonnet 5, Fable 5 and 5.1 were seen to be refused in 2026. That a
// batch takes the bare id of Claude 3.5 Haiku in us-west-2 alone is UNVERIFIED.
const ALL = 'us eu apac au jp global us-gov'

const SONNET_4 = {
  status: 'LEGACY',
  startOfLifeTime: '2025-05-22T00:00:00Z',
  legacyTime: '2026-04-14T08:00:00Z',
  publicExtendedAccessTime: '2026-07-14T08:00:00Z',
  endOfLifeTime: '2026-10-14T08:00:00Z',
} as const
const since = (startOfLifeTime: string) => ({ status: 'ACTIVE', startOfLifeTime }) as const

// prettier-ignore
export const ANTHROPIC = ofProvider('Anthropic', { in: 'TEXT IMAGE' }, [
  { id: 'anthropic.claude-v1', name: 'Claude', in: 'TEXT', life: LEGACY },
  { id: 'anthropic.claude-v2', name: 'Claude', in: 'TEXT', life: LEGACY, sizes: ':0:18k :0:100k' },
  { id: 'anthropic.claude-v2:1', name: 'Claude', in: 'TEXT', life: LEGACY, sizes: ':18k :200k' },
  { id: 'anthropic.claude-instant-v1', name: 'Claude Instant', in: 'TEXT', life: LEGACY, sizes: ':2:100k' },
  { id: 'anthropic.claude-3-haiku-20240307-v1:0', name: 'Claude 3 Haiku', by: 'ON_DEMAND', profiles: 'us eu apac', custom: 'FINE_TUNING', life: LEGACY, batch: 'quota', sizes: ':48k :200k' },
  { id: 'anthropic.claude-3-sonnet-20240229-v1:0', name: 'Claude 3 Sonnet', by: 'ON_DEMAND', profiles: 'us eu apac', life: LEGACY, batch: 'quota', sizes: ':28k :200k' },
  { id: 'anthropic.claude-3-opus-20240229-v1:0', name: 'Claude 3 Opus', by: 'ON_DEMAND', profiles: 'us', life: LEGACY, batch: 'quota' },
  { id: 'anthropic.claude-3-5-sonnet-20240620-v1:0', name: 'Claude 3.5 Sonnet', by: 'ON_DEMAND', profiles: 'us eu apac', life: LEGACY, batch: 'quota', sizes: ':18k :51k :200k' },
  { id: 'anthropic.claude-3-5-sonnet-20241022-v2:0', name: 'Claude 3.5 Sonnet v2', by: 'ON_DEMAND INFERENCE_PROFILE', profiles: 'us eu apac', life: LEGACY, batch: 'quota', sizes: ':18k :51k :200k' },
  { id: 'anthropic.claude-3-5-haiku-20241022-v1:0', name: 'Claude 3.5 Haiku', in: 'TEXT', by: 'ON_DEMAND INFERENCE_PROFILE', profiles: 'us eu', life: LEGACY, batch: 'quota', batchRegions: 'us-west-2' },
  { id: 'anthropic.claude-3-7-sonnet-20250219-v1:0', name: 'Claude 3.7 Sonnet', profiles: 'us eu apac', life: LEGACY, batch: 'quota' },
  { id: 'anthropic.claude-sonnet-4-20250514-v1:0', name: 'Claude Sonnet 4', profiles: 'us eu apac global', life: SONNET_4, batch: 'quota' },
  { id: 'anthropic.claude-opus-4-20250514-v1:0', name: 'Claude Opus 4', profiles: 'us', life: LEGACY },
  { id: 'anthropic.claude-opus-4-1-20250805-v1:0', name: 'Claude Opus 4.1', profiles: 'us', life: LEGACY },
  { id: 'anthropic.claude-sonnet-4-5-20250929-v1:0', name: 'Claude Sonnet 4.5', profiles: 'us eu au jp global us-gov', life: since('2025-09-29T00:00:00Z'), batch: 'quota' },
  { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', name: 'Claude Haiku 4.5', profiles: 'us eu apac au jp global', life: since('2025-10-15T17:00:00Z'), batch: 'quota' },
  { id: 'anthropic.claude-opus-4-5-20251101-v1:0', name: 'Claude Opus 4.5', profiles: 'us eu global', batch: 'quota' },
  { id: 'anthropic.claude-opus-4-6-v1', name: 'Claude Opus 4.6', profiles: 'us eu au global', batch: 'quota' },
  { id: 'anthropic.claude-sonnet-4-6', name: 'Claude Sonnet 4.6', profiles: 'us eu apac au jp global', life: since('2026-02-17T18:00:00Z'), batch: 'quota' },
  { id: 'anthropic.claude-opus-4-7', name: 'Claude Opus 4.7', profiles: 'us eu apac au jp global' },
  { id: 'anthropic.claude-opus-4-8', name: 'Claude Opus 4.8', profiles: ALL },
  { id: 'anthropic.claude-mythos-preview', name: 'Claude Mythos Preview', profiles: 'us apac au' },
  { id: 'anthropic.claude-mythos-5', name: 'Claude Mythos 5', profiles: 'us' },
  { id: 'anthropic.claude-mythos-5-1', name: 'Claude Mythos 5.1', profiles: 'us global' },
  { id: 'anthropic.claude-fable-5', name: 'Claude Fable 5', profiles: 'us eu apac au global' },
  { id: 'anthropic.claude-fable-5-1', name: 'Claude Fable 5.1', profiles: 'us eu global us-gov' },
  { id: 'anthropic.claude-opus-5', name: 'Claude Opus 5', profiles: ALL, batch: 'job' },
  { id: 'anthropic.claude-sonnet-5', name: 'Claude Sonnet 5', profiles: ALL },
  { id: 'anthropic.claude-opus-5-5', name: 'Claude Opus 5.5', profiles: ALL },
  { id: 'anthropic.claude-sonnet-5-5', name: 'Claude Sonnet 5.5', profiles: ALL },
  { id: 'anthropic.claude-haiku-5-5', name: 'Claude Haiku 5.5', profiles: ALL },
])

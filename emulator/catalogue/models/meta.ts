import { LEGACY, ofProvider } from '../foundation-model.ts'

// Sources: as in anthropic.ts. Llama 3.1 runs on demand in us-west-2 and by profile elsewhere (UNVERIFIED for batch jobs).
const BOTH = 'ON_DEMAND INFERENCE_PROFILE'
const LLAMA_3_1_8B = { status: 'ACTIVE', startOfLifeTime: '2024-07-23T08:00:00Z' } as const

// prettier-ignore
export const META = ofProvider('Meta', {}, [
  { id: 'meta.llama2-13b-v1', name: 'Llama 2 13B', life: LEGACY, sizes: ':0:4k' },
  { id: 'meta.llama2-70b-v1', name: 'Llama 2 70B', life: LEGACY, sizes: ':0:4k' },
  { id: 'meta.llama2-13b-chat-v1', name: 'Llama 2 Chat 13B', life: LEGACY, sizes: ':0:4k' },
  { id: 'meta.llama2-70b-chat-v1', name: 'Llama 2 Chat 70B', life: LEGACY, sizes: ':0:4k' },
  { id: 'meta.llama3-8b-instruct-v1:0', name: 'Llama 3 8B Instruct' },
  { id: 'meta.llama3-70b-instruct-v1:0', name: 'Llama 3 70B Instruct' },
  { id: 'meta.llama3-1-8b-instruct-v1:0', name: 'Llama 3.1 8B Instruct', by: BOTH, profiles: 'us', custom: 'FINE_TUNING', life: LLAMA_3_1_8B, batch: 'quota', batchRegions: 'us-west-2', sizes: ':128k' },
  { id: 'meta.llama3-1-70b-instruct-v1:0', name: 'Llama 3.1 70B Instruct', by: BOTH, profiles: 'us', custom: 'FINE_TUNING', batch: 'quota', batchRegions: 'us-west-2', sizes: ':128k' },
  { id: 'meta.llama3-1-405b-instruct-v1:0', name: 'Llama 3.1 405B Instruct', by: BOTH, profiles: 'us', life: LEGACY, batch: 'quota', batchRegions: 'us-west-2' },
  { id: 'meta.llama3-2-1b-instruct-v1:0', name: 'Llama 3.2 1B Instruct', profiles: 'us eu', custom: 'FINE_TUNING', life: LEGACY, batch: 'quota', sizes: ':128k' },
  { id: 'meta.llama3-2-3b-instruct-v1:0', name: 'Llama 3.2 3B Instruct', profiles: 'us eu', custom: 'FINE_TUNING', life: LEGACY, batch: 'quota', sizes: ':128k' },
  { id: 'meta.llama3-2-11b-instruct-v1:0', name: 'Llama 3.2 11B Instruct', in: 'TEXT IMAGE', profiles: 'us', custom: 'FINE_TUNING', life: LEGACY, batch: 'quota', sizes: ':128k' },
  { id: 'meta.llama3-2-90b-instruct-v1:0', name: 'Llama 3.2 90B Instruct', in: 'TEXT IMAGE', profiles: 'us', custom: 'FINE_TUNING', life: LEGACY, batch: 'quota', sizes: ':128k' },
  { id: 'meta.llama3-3-70b-instruct-v1:0', name: 'Llama 3.3 70B Instruct', profiles: 'us', custom: 'FINE_TUNING', batch: 'quota', sizes: ':128k' },
  { id: 'meta.llama4-scout-17b-instruct-v1:0', name: 'Llama 4 Scout 17B Instruct', in: 'TEXT IMAGE', profiles: 'us', batch: 'quota' },
  { id: 'meta.llama4-maverick-17b-instruct-v1:0', name: 'Llama 4 Maverick 17B Instruct', in: 'TEXT IMAGE', profiles: 'us', batch: 'quota' },
])

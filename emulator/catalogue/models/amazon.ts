import { LEGACY, ofProvider } from '../foundation-model.ts'

// Sources: as in anthropic.ts; for regions of batch inference AWS's page batch-inference-supported.html (2025 and 2026), for
// sizes and customization the pages prov-thru-supported.html and custom-model-fine-tuning.html.
const NOVA_REGIONS = 'us-east-1 us-gov-west-1'
const BOTH = 'ON_DEMAND INFERENCE_PROFILE'

// prettier-ignore
export const AMAZON = ofProvider('Amazon', {}, [
  { id: 'amazon.nova-micro-v1:0', name: 'Nova Micro', by: BOTH, profiles: 'us eu apac', custom: 'FINE_TUNING DISTILLATION', batch: 'page', batchRegions: NOVA_REGIONS, sizes: ':24k :128k' },
  { id: 'amazon.nova-lite-v1:0', name: 'Nova Lite', in: 'TEXT IMAGE VIDEO', by: BOTH, profiles: 'us eu apac', custom: 'FINE_TUNING DISTILLATION', batch: 'page', batchRegions: NOVA_REGIONS, sizes: ':24k :300k' },
  { id: 'amazon.nova-pro-v1:0', name: 'Nova Pro', in: 'TEXT IMAGE VIDEO', by: BOTH, profiles: 'us eu apac', custom: 'FINE_TUNING DISTILLATION', batch: 'page', batchRegions: NOVA_REGIONS, sizes: ':24k :300k' },
  { id: 'amazon.nova-premier-v1:0', name: 'Nova Premier', in: 'TEXT IMAGE VIDEO', profiles: 'us', life: LEGACY, batch: 'page', sizes: ':8k :20k :1000k :mm' },
  { id: 'amazon.nova-2-lite-v1:0', name: 'Nova 2 Lite', in: 'TEXT IMAGE VIDEO', profiles: 'us eu apac jp global', custom: 'FINE_TUNING', batch: 'page', sizes: ':256k' },
  { id: 'amazon.nova-2-pro-preview-20251202-v1:0', name: 'Nova 2 Pro Preview', in: 'TEXT IMAGE VIDEO', profiles: 'us eu apac global', unanswered: true },
  { id: 'amazon.nova-2-omni-preview-20251202-v1:0', name: 'Nova 2 Omni Preview', in: 'TEXT IMAGE VIDEO SPEECH', out: 'TEXT IMAGE', unanswered: true },
  { id: 'amazon.nova-2-multimodal-embeddings-v1:0', name: 'Amazon Nova Multimodal Embeddings', in: 'TEXT IMAGE VIDEO AUDIO', out: 'EMBEDDING', batch: 'page', batchRegions: 'us-east-1' },
  { id: 'amazon.nova-canvas-v1:0', name: 'Nova Canvas', in: 'TEXT IMAGE', out: 'IMAGE', by: 'ON_DEMAND PROVISIONED', custom: 'FINE_TUNING' },
  { id: 'amazon.nova-reel-v1:0', name: 'Nova Reel', in: 'TEXT IMAGE', out: 'VIDEO' },
  { id: 'amazon.nova-reel-v1:1', name: 'Nova Reel', in: 'TEXT IMAGE', out: 'VIDEO' },
  { id: 'amazon.nova-sonic-v1:0', name: 'Nova Sonic', in: 'SPEECH', out: 'SPEECH TEXT', streams: true, unanswered: true },
  { id: 'amazon.nova-2-sonic-v1:0', name: 'Nova 2 Sonic', in: 'SPEECH', out: 'SPEECH TEXT', streams: true, unanswered: true },
  { id: 'amazon.nova-2-5-sonic', name: 'Nova 2.5 Sonic', in: 'SPEECH', out: 'SPEECH TEXT', streams: true, unanswered: true },
  { id: 'amazon.titan-tg1-large', name: 'Titan Text Large', life: LEGACY },
  { id: 'amazon.titan-text-lite-v1', name: 'Titan Text G1 - Lite', life: LEGACY, custom: 'FINE_TUNING CONTINUED_PRE_TRAINING', sizes: ':0:4k' },
  { id: 'amazon.titan-text-express-v1', name: 'Titan Text G1 - Express', life: LEGACY, custom: 'FINE_TUNING CONTINUED_PRE_TRAINING', sizes: ':0:8k' },
  { id: 'amazon.titan-text-premier-v1:0', name: 'Titan Text G1 - Premier', life: LEGACY, custom: 'FINE_TUNING' },
  { id: 'amazon.titan-embed-g1-text-02', name: 'Titan Text Embeddings v2', out: 'EMBEDDING' },
  { id: 'amazon.titan-embed-text-v1', name: 'Titan Embeddings G1 - Text', out: 'EMBEDDING', sizes: ':2:8k' },
  { id: 'amazon.titan-embed-text-v2:0', name: 'Titan Text Embeddings V2', out: 'EMBEDDING', batch: 'quota', sizes: ':8k' },
  { id: 'amazon.titan-embed-image-v1', name: 'Titan Multimodal Embeddings G1', in: 'TEXT IMAGE', out: 'EMBEDDING', custom: 'FINE_TUNING', batch: 'quota', sizes: ':0' },
  { id: 'amazon.titan-image-generator-v1', name: 'Titan Image Generator G1', in: 'TEXT IMAGE', out: 'IMAGE', custom: 'FINE_TUNING', life: LEGACY, sizes: ':0' },
  { id: 'amazon.titan-image-generator-v2:0', name: 'Titan Image Generator G1 v2', in: 'TEXT IMAGE', out: 'IMAGE', by: 'PROVISIONED ON_DEMAND', custom: 'FINE_TUNING' },
  { id: 'amazon.rerank-v1:0', name: 'Rerank 1.0', streams: false, unanswered: true },
])

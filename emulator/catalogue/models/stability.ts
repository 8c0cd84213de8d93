import { LEGACY, ofProvider } from '../foundation-model.ts'

// Sources: as in anthropic.ts. No image model is answered here.
const EDITED = { in: 'TEXT IMAGE', profiles: 'us' }

// prettier-ignore
export const STABILITY = ofProvider('Stability AI', { out: 'IMAGE' }, [
  { id: 'stability.stable-diffusion-xl-v0', name: 'SDXL 0.8', in: 'TEXT IMAGE', life: LEGACY },
  { id: 'stability.stable-diffusion-xl-v1', name: 'SDXL 1.0', in: 'TEXT IMAGE', life: LEGACY, sizes: ':0' },
  { id: 'stability.sd3-large-v1:0', name: 'SD3 Large 1.0', in: 'TEXT IMAGE', life: LEGACY },
  { id: 'stability.sd3-5-large-v1:0', name: 'Stable Diffusion 3.5 Large', in: 'TEXT IMAGE' },
  { id: 'stability.stable-image-core-v1:0', name: 'Stable Image Core 1.0', life: LEGACY },
  { id: 'stability.stable-image-core-v1:1', name: 'Stable Image Core 1.0' },
  { id: 'stability.stable-image-ultra-v1:0', name: 'Stable Image Ultra 1.0', life: LEGACY },
  { id: 'stability.stable-image-ultra-v1:1', name: 'Stable Image Ultra 1.0' },
  { id: 'stability.stable-conservative-upscale-v1:0', name: 'Stable Image Conservative Upscale', ...EDITED },
  { id: 'stability.stable-creative-upscale-v1:0', name: 'Stable Image Creative Upscale', ...EDITED },
  { id: 'stability.stable-fast-upscale-v1:0', name: 'Stable Image Fast Upscale', ...EDITED },
  { id: 'stability.stable-image-control-sketch-v1:0', name: 'Stable Image Control Sketch', ...EDITED },
  { id: 'stability.stable-image-control-structure-v1:0', name: 'Stable Image Control Structure', ...EDITED },
  { id: 'stability.stable-image-erase-object-v1:0', name: 'Stable Image Erase Object', ...EDITED },
  { id: 'stability.stable-image-inpaint-v1:0', name: 'Stable Image Inpaint', ...EDITED },
  { id: 'stability.stable-image-remove-background-v1:0', name: 'Stable Image Remove Background', ...EDITED },
  { id: 'stability.stable-image-search-recolor-v1:0', name: 'Stable Image Search and Recolor', ...EDITED },
  { id: 'stability.stable-image-search-replace-v1:0', name: 'Stable Image Search and Replace', ...EDITED },
  { id: 'stability.stable-image-style-guide-v1:0', name: 'Stable Image Style Guide', ...EDITED },
  { id: 'stability.stable-outpaint-v1:0', name: 'Stable Image Outpaint', ...EDITED },
  { id: 'stability.stable-style-transfer-v1:0', name: 'Stable Image Style Transfer', ...EDITED },
])

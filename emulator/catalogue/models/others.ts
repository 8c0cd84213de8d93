import { LEGACY, ofProvider } from '../foundation-model.ts'

// Sources: as in anthropic.ts. Batch inference was seen to refuse GPT-5.6 Sol.
const VISION = 'TEXT IMAGE'

// prettier-ignore
export const OTHERS = [
  ...ofProvider('Cohere', {}, [
    { id: 'cohere.command-text-v14', name: 'Command', life: LEGACY, sizes: ':7:4k' },
    { id: 'cohere.command-light-text-v14', name: 'Command Light', life: LEGACY, sizes: ':7:4k' },
    { id: 'cohere.command-r-v1:0', name: 'Command R', life: LEGACY },
    { id: 'cohere.command-r-plus-v1:0', name: 'Command R+', life: LEGACY },
    { id: 'cohere.embed-english-v3', name: 'Embed English', out: 'EMBEDDING', sizes: ':0:512' },
    { id: 'cohere.embed-multilingual-v3', name: 'Embed Multilingual', out: 'EMBEDDING', sizes: ':0:512' },
    { id: 'cohere.embed-v4:0', name: 'Embed v4', in: VISION, out: 'EMBEDDING', by: 'ON_DEMAND INFERENCE_PROFILE', profiles: 'us eu global' },
    { id: 'cohere.rerank-v3-5:0', name: 'Rerank 3.5', streams: false, unanswered: true },
  ]),
  ...ofProvider('AI21 Labs', { life: LEGACY }, [
    { id: 'ai21.j2-mid-v1', name: 'Jurassic-2 Mid', streams: false },
    { id: 'ai21.j2-ultra-v1', name: 'Jurassic-2 Ultra', streams: false },
    { id: 'ai21.j2-grande-instruct', name: 'J2 Grande Instruct', streams: false },
    { id: 'ai21.j2-jumbo-instruct', name: 'J2 Jumbo Instruct', streams: false },
    { id: 'ai21.jamba-instruct-v1:0', name: 'Jamba-Instruct' },
    { id: 'ai21.jamba-1-5-mini-v1:0', name: 'Jamba 1.5 Mini' },
    { id: 'ai21.jamba-1-5-large-v1:0', name: 'Jamba 1.5 Large' },
  ]),
  ...ofProvider('OpenAI', { in: VISION, profiles: 'us global', unanswered: true }, [
    { id: 'openai.gpt-5.4', name: 'GPT 5.4' },
    { id: 'openai.gpt-5.5', name: 'GPT 5.5' },
    { id: 'openai.gpt-5.6-luna', name: 'GPT-5.6 Luna' },
    { id: 'openai.gpt-5.6-sol', name: 'GPT-5.6 Sol' },
    { id: 'openai.gpt-5.6-terra', name: 'GPT-5.6 Terra' },
    { id: 'openai.gpt-6-astra', name: 'GPT-6 Astra' },
    { id: 'openai.gpt-6-luna', name: 'GPT-6 Luna' },
    { id: 'openai.gpt-6-sol', name: 'GPT-6 Sol' },
    { id: 'openai.gpt-6.1-sol', name: 'GPT-6.1 Sol' },
    { id: 'openai.gpt-6.1-terra', name: 'GPT-6.1 Terra' },
  ]),
  ...ofProvider('xAI', { in: VISION, profiles: 'us global', unanswered: true }, [
    { id: 'xai.grok-4.6', name: 'Grok 4.6', profiles: 'us global us-gov' },
    { id: 'xai.grok-4.7', name: 'Grok 4.7' },
  ]),
  ...ofProvider('Writer', { unanswered: true }, [
    { id: 'writer.palmyra-x4-v1:0', name: 'Palmyra X4', profiles: 'us' },
    { id: 'writer.palmyra-x5-v1:0', name: 'Palmyra X5', profiles: 'us' },
    { id: 'writer.palmyra-vision-7b', name: 'Writer Palmyra Vision 7B', in: VISION },
  ]),
  ...ofProvider('TwelveLabs', { by: 'INFERENCE_PROFILE ON_DEMAND', unanswered: true }, [
    { id: 'twelvelabs.pegasus-1-2-v1:0', name: 'Pegasus v1.2', in: 'TEXT VIDEO', profiles: 'us eu global' },
    { id: 'twelvelabs.pegasus-1-5-v1:0', name: 'Pegasus v1.5', in: 'TEXT VIDEO', profiles: 'us global' },
    { id: 'twelvelabs.marengo-embed-2-7-v1:0', name: 'Marengo Embed v2.7', in: 'TEXT IMAGE AUDIO VIDEO', out: 'EMBEDDING', by: 'INFERENCE_PROFILE', profiles: 'us eu' },
    { id: 'twelvelabs.marengo-embed-3-0-v1:0', name: 'Marengo Embed 3.0', in: 'TEXT IMAGE AUDIO VIDEO', out: 'EMBEDDING', profiles: 'us eu' },
  ]),
  ...ofProvider('Luma AI', { unanswered: true }, [
    { id: 'luma.ray-v2:0', name: 'Ray v2', out: 'VIDEO' },
  ]),
]

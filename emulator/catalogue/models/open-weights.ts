import { ofProvider } from '../foundation-model.ts'

// Sources: as in anthropic.ts.
const VISION = 'TEXT IMAGE'

// prettier-ignore
export const OPEN_WEIGHTS = [
  ...ofProvider('OpenAI', {}, [
    { id: 'openai.gpt-oss-20b-1:0', name: 'gpt-oss-20b', by: 'ON_DEMAND', profiles: 'us-gov', batch: 'quota' },
    { id: 'openai.gpt-oss-120b-1:0', name: 'gpt-oss-120b', by: 'ON_DEMAND', profiles: 'us-gov', batch: 'quota' },
    { id: 'openai.gpt-oss-safeguard-20b', name: 'GPT OSS Safeguard 20B' },
    { id: 'openai.gpt-oss-safeguard-120b', name: 'GPT OSS Safeguard 120B' },
  ]),
  ...ofProvider('Qwen', {}, [
    { id: 'qwen.qwen3-32b-v1:0', name: 'Qwen3 32B (dense)', batch: 'quota' },
    { id: 'qwen.qwen3-235b-a22b-2507-v1:0', name: 'Qwen3 235B A22B 2507', batch: 'quota' },
    { id: 'qwen.qwen3-coder-30b-a3b-v1:0', name: 'Qwen3-Coder-30B-A3B-Instruct', batch: 'quota' },
    { id: 'qwen.qwen3-coder-480b-a35b-v1:0', name: 'Qwen3 Coder 480B A35B Instruct', batch: 'quota' },
    { id: 'qwen.qwen3-coder-next', name: 'Qwen3 Coder Next' },
    { id: 'qwen.qwen3-next-80b-a3b', name: 'Qwen3 Next 80B A3B' },
    { id: 'qwen.qwen3-vl-235b-a22b', name: 'Qwen3 VL 235B A22B', in: VISION },
  ]),
  ...ofProvider('DeepSeek', {}, [
    { id: 'deepseek.r1-v1:0', name: 'DeepSeek-R1', profiles: 'us' },
    { id: 'deepseek.v3-v1:0', name: 'DeepSeek-V3.1', batch: 'quota' },
    // A gateway's documents and one published job name DeepSeek V3 without the version (UNVERIFIED for this one).
    { id: 'deepseek.v3.2', name: 'DeepSeek V3.2', by: 'ON_DEMAND', profiles: 'us eu', batch: 'job' },
  ]),
  ...ofProvider('Moonshot AI', {}, [
    { id: 'moonshot.kimi-k2-thinking', name: 'Kimi K2 Thinking' },
    { id: 'moonshotai.kimi-k2.5', name: 'Kimi K2.5', in: VISION },
    { id: 'moonshotai.kimi-k3', name: 'Kimi K3', in: VISION, profiles: 'us global in' },
  ]),
  ...ofProvider('MiniMax', {}, [
    { id: 'minimax.minimax-m2', name: 'MiniMax M2' },
    { id: 'minimax.minimax-m2.1', name: 'MiniMax M2.1', batch: 'quota' },
    { id: 'minimax.minimax-m2.5', name: 'MiniMax M2.5' },
  ]),
  ...ofProvider('Z.AI', {}, [
    { id: 'zai.glm-4.7', name: 'GLM 4.7' },
    { id: 'zai.glm-4.7-flash', name: 'GLM 4.7 Flash', batch: 'quota' },
    { id: 'zai.glm-5', name: 'GLM 5' },
    { id: 'zai.glm-5.3', name: 'GLM 5.3', profiles: 'us global' },
  ]),
  ...ofProvider('NVIDIA', { by: 'ON_DEMAND', profiles: 'us-gov' }, [
    { id: 'nvidia.nemotron-nano-9b-v2', name: 'NVIDIA Nemotron Nano 9B v2' },
    { id: 'nvidia.nemotron-nano-12b-v2', name: 'NVIDIA Nemotron Nano 12B v2 VL BF16', in: VISION },
    { id: 'nvidia.nemotron-nano-3-30b', name: 'Nemotron Nano 3 30B' },
    { id: 'nvidia.nemotron-super-3-120b', name: 'NVIDIA Nemotron 3 Super 120B A12B' },
  ]),
  ...ofProvider('Google', { in: VISION }, [
    { id: 'google.gemma-3-4b-it', name: 'Gemma 3 4B IT' },
    { id: 'google.gemma-3-12b-it', name: 'Gemma 3 12B IT' },
    { id: 'google.gemma-3-27b-it', name: 'Gemma 3 27B PT' },
  ]),
]

// outcrop/translator in a project where no other package is installed: node translator-alone.mjs, in its folder.
// Uses every family once, each way, since families are loaded when they are needed.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { familyOf, translateInput, translateOutput } from 'outcrop/translator'

const MODELS = {
  'claude-messages': 'anthropic.claude-haiku-4-5-20251001-v1:0',
  'claude-text': 'anthropic.claude-v2:1',
  nova: 'amazon.nova-lite-v1:0',
  'nova-embed': 'amazon.nova-2-multimodal-embeddings-v1:0',
  'titan-text': 'amazon.titan-text-express-v1',
  'titan-embed-text-v2': 'amazon.titan-embed-text-v2:0',
  'titan-embed-g1': 'amazon.titan-embed-text-v1',
  'titan-embed-image': 'amazon.titan-embed-image-v1',
  llama2: 'meta.llama2-13b-chat-v1',
  llama3: 'meta.llama3-1-8b-instruct-v1:0',
  llama4: 'meta.llama4-scout-17b-instruct-v1:0',
  'mistral-text': 'mistral.mistral-7b-instruct-v0:2',
  'mistral-chat': 'mistral.mistral-large-2407-v1:0',
  'cohere-command': 'cohere.command-text-v14',
  'cohere-command-r': 'cohere.command-r-v1:0',
  'cohere-embed-v3': 'cohere.embed-english-v3',
  'cohere-embed-v4': 'cohere.embed-v4:0',
  'ai21-j2': 'ai21.j2-mid-v1',
  'ai21-jamba': 'ai21.jamba-1-5-mini-v1:0',
  'deepseek-r1': 'deepseek.r1-v1:0',
  'openai-compat': 'openai.gpt-oss-20b-1:0',
}

const OTHERS = ['fastify', 'better-sqlite3', 'commander', '@aws-sdk/client-s3', 'ajv']
for (const name of OTHERS) await assert.rejects(import(name), { code: 'ERR_MODULE_NOT_FOUND' })
assert.deepEqual(readdirSync('node_modules'), ['outcrop'])

/** All that a translation yields, and its summary. */
async function collect(parts) {
  const texts = {}
  for (;;) {
    const { done, value } = await parts.next()
    if (done) return { ...texts, summary: value }
    for (const [name, bytes] of Object.entries(value)) texts[name] = (texts[name] ?? '') + bytes.toString()
  }
}

const toLine = (url, body) => Buffer.from(JSON.stringify({ custom_id: 'line/1', method: 'POST', url, body }) + '\n')
const CHAT = toLine('/v1/chat/completions', { model: 'm', messages: [{ role: 'user', content: 'Hæ' }], max_tokens: 9 })
const EMBEDDINGS = toLine('/v1/embeddings', { model: 'm', input: 'Hæ', input_type: 'search_query' })

for (const [family, modelId] of Object.entries(MODELS)) {
  assert.equal(familyOf(modelId), family)
  const line = family.includes('embed') ? EMBEDDINGS : CHAT
  const input = await collect(translateInput([line], { modelId, unsupported: 'drop' }))
  assert.equal(input.summary.recordCount, 1, `${family}: ${input.errors}`)
  const { recordId, modelInput } = JSON.parse(input.records)
  // An answer that no model makes: it must be read by the family, and refused as its line's error.
  const answer = Buffer.from(JSON.stringify({ recordId, modelInput, modelOutput: { is: 'nothing' } }) + '\n')
  const output = await collect(translateOutput([answer], { modelId }))
  assert.equal(JSON.parse(output.errors).custom_id, 'line/1')
  assert.equal(JSON.parse(output.errors).response.body.error.code, 'unreadable_model_output', family)
}

const modelId = MODELS.nova
const modelOutput = {
  output: { message: { role: 'assistant', content: [{ text: 'Halló' }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
}
const output = await collect(
  translateOutput([Buffer.from(JSON.stringify({ recordId: 'zzxlinez2f1', modelOutput }) + '\n')], {
    modelId,
    created: 1,
  }),
)
assert.equal(JSON.parse(output.lines).response.body.choices[0].message.content, 'Halló')
assert.ok(output.summary.dollars > 0)
process.stdout.write(`${Object.keys(MODELS).length} families, without any package\n`)

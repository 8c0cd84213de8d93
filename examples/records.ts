/**
 * The records of the example files: tickets of a shop that sells outdoor gear, written so that the files hold what batches
 * hold in practice. `node examples/write-files.ts` writes them; a test keeps the files equal to what stands here.
 */
export interface ExampleRecord {
  recordId?: string
  modelInput: object
}

const PRODUCTS = ['Basalt 40 backpack', 'Gneiss down jacket', 'Flint stove', 'Moraine two-person tent', 'Scree trail shoe', 'Tarn water filter'] // prettier-ignore

const TICKETS: [language: string, customer: string, text: (product: string) => string][] = [
  [
    'English',
    'Amara Okafor',
    (product) => `The zip of my ${product} broke on the second day. Can I have it repaired, or do I get a new one?`,
  ],
  [
    'German',
    'Jürgen Weiß',
    (product) =>
      `Mein ${product} ist auch nach drei Wochen noch nicht da. Wann wird geliefert? Ich fahre am Freitag los.`,
  ],
  [
    'French',
    'Zoé Lefèvre',
    (product) => `J’ai commandé le ${product} en taille M, mais j’ai reçu du L. Comment puis-je l’échanger ?`,
  ],
  ['Japanese', '佐藤 美咲', (product) => `${product}の色が写真と違います。返品できますか？送料はどうなりますか。`],
  ['Arabic', 'ليلى حداد', (product) => `وصل ${product} وفيه قطعة ناقصة. ماذا أفعل الآن؟`],
  ['Portuguese', 'João Conceição', (product) => `Adorei o ${product}! Vocês vão ter na cor verde antes do verão?`],
  ['Polish', 'Łukasz Żak', (product) => `Reklamowałem ${product} w maju, a zwrotu 249,90 zł nadal nie mam na koncie.`],
  ['Greek', 'Ελένη Παππά', (product) => `Το ${product} μπάζει νερά. Έχω ακόμη εγγύηση; 🌧️`],
]

const ORDER_TOOL = {
  name: 'look_up_order',
  description: 'Finds an order of the shop by its number or by the customer.',
  input_schema: {
    type: 'object',
    properties: {
      order_number: { type: 'string', description: 'For example OC-10042' },
      customer_name: { type: 'string' },
      fields: { type: 'array', items: { enum: ['status', 'items', 'refund'] }, minItems: 1 },
    },
    required: ['order_number', 'fields'],
  },
}

const CLASSIFY_TOOL = {
  name: 'classify_ticket',
  description: 'Files a ticket under a topic.',
  input_schema: {
    type: 'object',
    properties: {
      topic: { enum: ['warranty', 'delivery', 'exchange', 'refund', 'praise'] },
      language: { type: 'string' },
      urgency: { type: 'integer', minimum: 1, maximum: 5 },
    },
    required: ['topic', 'language', 'urgency'],
    additionalProperties: false,
  },
}

/** PNGs of 8 × 8 pixels in one colour. */
const PHOTOS = [
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4ISeHFTEMLQkAkL9BAc9woTwAAAAASUVORK5CYII=',
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mOQW2CDFTEMLQkAZLA+gYHwP7sAAAAASUVORK5CYII=',
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mOQszmBFTEMLQkAKexIgflpQ4cAAAAASUVORK5CYII=',
]

const pick = <T>(items: readonly T[], index: number): T => items[index % items.length]!
const ticketText = (index: number): string => pick(TICKETS, index)[2](pick(PRODUCTS, index * 5 + 1))
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const CLAUDE = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 400 }

const CLAUDE_KINDS: ((index: number) => object)[] = [
  (index) => ({
    ...CLAUDE,
    system: `You answer for an outdoor shop, in ${pick(TICKETS, index)[0]}, in at most three sentences.`,
    messages: [{ role: 'user', content: ticketText(index) }],
  }),
  (index) => ({
    ...CLAUDE,
    system: [{ type: 'text', text: 'File every ticket with the tool.' }],
    tools: [CLASSIFY_TOOL],
    tool_choice: { type: 'tool', name: 'classify_ticket' },
    messages: [{ role: 'user', content: [{ type: 'text', text: ticketText(index) }] }],
  }),
  (index) => ({
    ...CLAUDE,
    temperature: 0.2,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pick(PHOTOS, index) } },
          { type: 'text', text: `Which colour has the ${pick(PRODUCTS, index)} on this photo?` },
        ],
      },
    ],
  }),
  (index) => ({
    ...CLAUDE,
    tools: [ORDER_TOOL],
    messages: [
      { role: 'user', content: `${ticketText(index)} (${pick(TICKETS, index)[1]}, OC-${10_000 + index})` },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look the order up.' },
          {
            type: 'tool_use',
            id: `toolu_${index}`,
            name: 'look_up_order',
            input: { order_number: `OC-${10_000 + index}`, fields: ['status'] },
          },
        ],
      },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: `toolu_${index}`, content: 'status: handed to the carrier' }],
      },
    ],
  }),
]

const toNova = (index: number): object => ({
  schemaVersion: 'messages-v1',
  system: [{ text: 'Name the topic of the ticket in one word, then summarise it in English.' }],
  messages: [{ role: 'user', content: [{ text: ticketText(index) }] }],
  inferenceConfig: { maxTokens: 120, temperature: 0.3, stopSequences: ['###'] },
})

const toConverse = (index: number): object => ({
  system: [{ text: 'You are the shop’s friendly voice.' }],
  messages: [
    { role: 'user', content: [{ text: `My name is ${pick(TICKETS, index)[1]}.` }] },
    { role: 'assistant', content: [{ text: 'Welcome! What can I do for you?' }] },
    { role: 'user', content: [{ text: ticketText(index) }] },
  ],
  inferenceConfig: { maxTokens: 200, temperature: 0.5 },
})

/** What a model refuses: each becomes an error line, and the job is Completed all the same. */
const REFUSED: Record<number, object> = {
  17: { max_tokens: 400, messages: [{ role: 'user', content: 'anthropic_version is missing here' }] },
  42: {
    ...CLAUDE,
    modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
    messages: [{ role: 'user', content: 'The job names the model, not the record.' }],
  },
  77: { ...CLAUDE, messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
  101: { ...CLAUDE, temperature: 1.7, messages: [{ role: 'user', content: 'Too hot.' }] },
}

const record = (prefix: string, index: number, modelInput: object): ExampleRecord => ({
  recordId: `${prefix}${String(index + 1).padStart(4, '0')}`,
  modelInput,
})

/** The example files by name. */
export const EXAMPLE_FILES: Record<string, ExampleRecord[]> = {
  'claude-messages.jsonl': times(128, (index) => record('CLAUDE', index, pick(CLAUDE_KINDS, index)(index))),
  'nova.jsonl': times(120, (index) => record('NOVA', index, toNova(index))),
  // Without ids: the service gives each record one of its own.
  'titan-embeddings.jsonl': times(150, (index) => ({
    modelInput: { inputText: ticketText(index), dimensions: 256, normalize: true },
  })),
  'llama-converse.jsonl': times(120, (index) => record('TALK', index, toConverse(index))),
  'claude-refusals.jsonl': times(120, (index) =>
    record('REF', index, REFUSED[index] ?? { ...CLAUDE, messages: [{ role: 'user', content: ticketText(index) }] }),
  ),
}

export const toJsonLines = (records: ExampleRecord[]): string =>
  records.map((line) => `${JSON.stringify(line)}\n`).join('')

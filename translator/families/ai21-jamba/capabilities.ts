/** The most tokens that Jamba writes: AWS's page on it. */
export const MOST_TOKENS = 4096

export interface Capabilities {
  tools: boolean
  /** Whether `response_format` may ask for a JSON object. */
  jsonObject: boolean
  /** Whether texts to answer from may stand beside the messages. */
  documents: boolean
}

/** AI21's own API of Jamba 1.5 has all of them, and clients send them to Bedrock; that it takes them is UNVERIFIED. */
const JAMBA_1_5: Capabilities = { tools: true, jsonObject: true, documents: true }
const INSTRUCT: Capabilities = { tools: false, jsonObject: false, documents: false }

/** A model that nobody has listed yet is later than Jamba 1.5. */
export const capabilitiesOf = (modelId: string): Capabilities =>
  modelId.startsWith('ai21.jamba-instruct') ? INSTRUCT : JAMBA_1_5

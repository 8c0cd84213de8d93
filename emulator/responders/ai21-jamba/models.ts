import type { Model } from '../responder.ts'

export interface JambaCapabilities {
  tools: boolean
  /** Whether `response_format` may ask for a JSON object. */
  jsonObject: boolean
  /** Whether texts to answer from may stand beside the messages. */
  documents: boolean
}

const INSTRUCT: JambaCapabilities = { tools: false, jsonObject: false, documents: false }

/** AI21's own API of Jamba 1.5 has them all, and clients send them to Bedrock; that it takes them is UNVERIFIED. */
const JAMBA_1_5: JambaCapabilities = { tools: true, jsonObject: true, documents: true }

/** First match wins. */
export const JAMBA_MODELS: { models: RegExp; capabilities: JambaCapabilities }[] = [
  { models: /^ai21\.jamba-instruct-/, capabilities: INSTRUCT },
  { models: /^/, capabilities: JAMBA_1_5 },
]

/** A model that is not listed is later than Jamba 1.5. */
export const jambaRowOf = <Row extends { models: RegExp }>(rows: Row[], { baseModelId }: Model): Row =>
  rows.find(({ models }) => models.test(baseModelId))!

import type { OpenAIErrorBody } from './formats/openai/error-body.ts'

/** What is wrong with one line: it becomes an error line of its own, and the other lines go on. */
export class LineError extends Error {
  readonly param: string | null
  readonly code: string | null
  /** The HTTP status that the line's response has. */
  readonly status: number

  constructor(message: string, { param = null, code = null, status = 400 }: LineErrorDetails = {}) {
    super(message)
    this.param = param
    this.code = code
    this.status = status
  }

  toBody(): OpenAIErrorBody {
    const type = this.status < 500 ? 'invalid_request_error' : 'server_error'
    return { error: { message: this.message, type, param: this.param, code: this.code } }
  }
}

interface LineErrorDetails {
  param?: string | null
  code?: string | null
  status?: number
}

/** The parameter cannot be said to this model, and leaving it out would change the answer. */
export const unsupportedParameter = (param: string, why: string): LineError =>
  new LineError(`Unsupported parameter: '${param}'. ${why}`, { param, code: 'unsupported_parameter' })

/** The parameter can be said, but not with this value. */
export const unsupportedValue = (param: string, why: string): LineError =>
  new LineError(`Unsupported value: '${param}'. ${why}`, { param, code: 'unsupported_value' })

/** The value is of the wrong type; `expected` reads on from "expected": "a number". */
export const invalidType = (param: string, expected: string, found: unknown): LineError =>
  new LineError(`Invalid type for '${param}': expected ${expected}, but got ${nameOfType(found)} instead.`, {
    param,
    code: 'invalid_type',
  })

/** The value is of the right type and means nothing; `rule` is a sentence. */
export const invalidValue = (param: string, rule: string): LineError =>
  new LineError(`Invalid value for '${param}': ${rule}`, { param, code: 'invalid_value' })

export const missingParameter = (param: string): LineError =>
  new LineError(`Missing required parameter: '${param}'.`, { param, code: 'missing_required_parameter' })

/** The model's output is not what its family writes. */
export const unreadableOutput = (why: string): LineError =>
  new LineError(`The output of the model could not be read: ${why}`, { status: 502, code: 'unreadable_model_output' })

/** As OpenAI's error texts name JSON types, with their article. */
export function nameOfType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return JSON.isRawJSON(value) ? 'a decimal' : 'an object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal'
  return typeof value === 'undefined' ? 'nothing' : `a ${typeof value}`
}

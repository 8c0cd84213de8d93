import { Ajv2020, type Options } from 'ajv/dist/2020.js'
import { RE2JS } from 're2js'
import type { Json } from '../../../translator/formats/json-text.ts'
import { excerpt, LimitError } from './json-value.ts'
import type { SchemaDocument } from './schema.ts'

const LONGEST_PATTERN = 5000
const MOST_STEPS = 20_000
const STEP = 'outcropStep'

/** Patterns come from records: only an engine of linear time may run them. */
function compilePattern(pattern: string): RE2JS {
  if (pattern.length > LONGEST_PATTERN) throw new Error(`it has a pattern of more than ${LONGEST_PATTERN} characters`)
  return RE2JS.compile(RE2JS.translateRegExp(pattern))
}

const OPTIONS: Options = {
  strict: false,
  // Infinity is what JavaScript makes of 1E400, a number like others in JSON.
  strictNumbers: false,
  allErrors: false,
  validateFormats: false,
  // Its own checks of keywords say enough; compiling the schema of schemas costs 30 ms.
  meta: false,
  validateSchema: false,
  addUsedSchema: false,
  ownProperties: true,
  // What is referred to stays a function of its own, so that its calls can be counted.
  inlineRefs: false,
  logger: false,
  // Optimising takes most of the time for objects of hundreds of members.
  code: { optimize: false, regExp: Object.assign(compilePattern, { code: 'compilePattern' }) },
}

/** What is wrong with a value: its place and Ajv's words; `undefined` when the schema accepts it. Throws a LimitError. */
export type Judge = (value: Json) => string | undefined

/** Ajv over a whole schema. Throws an Error with Ajv's words when it cannot compile the schema. */
export function createJudge(document: SchemaDocument): Judge {
  let steps = 0
  const ajv = new Ajv2020(OPTIONS)
  // References to what branches again and again would be followed 2^n times.
  const countStep = (): boolean => {
    steps += 1
    if (steps > MOST_STEPS) throw new LimitError('it takes too long to check a value by it')
    return true
  }
  ajv.addKeyword({ keyword: STEP, schema: false, errors: false, before: '$ref', validate: countStep })
  const validate = ajv.compile(withSteps(document))
  return (value) => {
    steps = 0
    try {
      if (validate(toPlain(value))) return undefined
    } catch (error) {
      // A schema that comes back to itself over one and the same value ends with the stack.
      throw error instanceof RangeError ? new LimitError('it refers to itself without end, or goes too deep') : error
    }
    const { instancePath, message } = validate.errors!.at(-1)!
    return excerpt(`${instancePath || 'the value'} ${message}`)
  }
}

/** Without raw JSON objects, which Ajv would take for objects. */
const toPlain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const withSteps = ({ $defs, ...document }: SchemaDocument): object => {
  const counted = Object.entries($defs).map(([name, schema]) => [
    name,
    typeof schema === 'boolean' ? schema : { ...schema, [STEP]: true },
  ])
  return toPlain({ ...document, $defs: Object.fromEntries(counted) }) as object
}

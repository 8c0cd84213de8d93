import { expect, test } from 'vitest'
import {
  OPUS_4_1,
  OPUS_4_6,
  OPUS_4_7,
  checkClaude,
  closedSchema,
  format,
  type ClaudeRefusal,
} from '../../../support/claude-records.ts'
import { refused } from '../../../support/responders.ts'

const REFUSALS: ClaudeRefusal[] = [
  ['output_config of an older model', { output_config: {} }, 'output_config: Extra inputs are not permitted', OPUS_4_1],
  [
    'a format of a model without',
    format(closedSchema),
    'output_config.format: Extra inputs are not permitted',
    OPUS_4_7,
  ],
  [
    'the older form of a format, of every model',
    { output_format: { type: 'json_schema', schema: closedSchema } },
    "output_format: This field is deprecated. Use 'output_config.format' instead.",
  ],
  [
    'effort of a model without',
    { output_config: { effort: 'low' } },
    'This model does not support the effort parameter.',
  ],
  [
    'an effort above the model',
    { output_config: { effort: 'xhigh' } },
    "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
    OPUS_4_6,
  ],
  [
    'an open schema',
    format({ type: 'object' }),
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'an open schema deep inside',
    format({ ...closedSchema, properties: { a: { type: 'array', items: { anyOf: [{ type: 'object' }] } } } }),
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'bounds of a number',
    format({ ...closedSchema, $defs: { n: { type: 'integer', minimum: 0, maximum: 9 } } }),
    "output_config.format.schema: For 'integer' type, properties maximum, minimum are not supported",
  ],
  [
    'a bound of a list',
    format({ type: 'array', maxItems: 3 }),
    "output_config.format.schema: For 'array' type, property 'maxItems' is not supported",
  ],
  [
    'a list of two or more',
    format({ type: 'array', minItems: 2 }),
    "output_config.format.schema: For 'array' type, 'minItems' values other than 0 or 1 are not supported",
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

import type { JsonObject } from '../../translator/formats/json-text.ts'

/** Schemas as the usual generators write them, by what wrote them. */
export const TOOL_SCHEMAS: Record<string, JsonObject> = {
  'pydantic 2, nested models': {
    $defs: {
      Address: {
        properties: {
          street: { title: 'Street', type: 'string' },
          zip: { pattern: '^\\d{5}(?:-\\d{4})?$', title: 'Zip', type: 'string' },
          country: { default: 'US', maxLength: 2, minLength: 2, title: 'Country', type: 'string' },
        },
        required: ['street', 'zip'],
        title: 'Address',
        type: 'object',
      },
      Line: {
        additionalProperties: false,
        properties: {
          sku: { pattern: '^[A-Z]{3}-\\d{4}$', title: 'Sku', type: 'string' },
          quantity: { exclusiveMinimum: 0, maximum: 99, title: 'Quantity', type: 'integer' },
          price: {
            anyOf: [{ type: 'number' }, { pattern: '^-?\\d+(?:\\.\\d{1,2})?$', type: 'string' }],
            title: 'Price',
          },
        },
        required: ['sku', 'quantity', 'price'],
        title: 'Line',
        type: 'object',
      },
      Priority: { enum: ['low', 'high'], title: 'Priority', type: 'string' },
    },
    properties: {
      id: { format: 'uuid', title: 'Id', type: 'string' },
      created: { format: 'date-time', title: 'Created', type: 'string' },
      address: { $ref: '#/$defs/Address' },
      billing: { anyOf: [{ $ref: '#/$defs/Address' }, { type: 'null' }], default: null },
      lines: { items: { $ref: '#/$defs/Line' }, minItems: 2, title: 'Lines', type: 'array' },
      priority: { allOf: [{ $ref: '#/$defs/Priority' }], default: 'low' },
      tags: { items: { type: 'string' }, title: 'Tags', type: 'array', uniqueItems: true },
      scores: { additionalProperties: { type: 'number' }, title: 'Scores', type: 'object' },
      span: {
        maxItems: 2,
        minItems: 2,
        prefixItems: [{ type: 'integer' }, { type: 'integer' }],
        title: 'Span',
        type: 'array',
      },
    },
    required: ['id', 'created', 'address', 'lines', 'priority', 'tags', 'scores', 'span'],
    title: 'Order',
    type: 'object',
  },
  'pydantic 2, a union with a discriminator': {
    $defs: {
      Cat: {
        properties: {
          kind: { const: 'cat', title: 'Kind', type: 'string' },
          lives: { title: 'Lives', type: 'integer' },
        },
        required: ['kind', 'lives'],
        type: 'object',
      },
      Dog: {
        properties: { kind: { const: 'dog', title: 'Kind', type: 'string' }, barks: { type: 'boolean' } },
        required: ['kind', 'barks'],
        type: 'object',
      },
    },
    properties: {
      pets: {
        items: {
          discriminator: { mapping: { cat: '#/$defs/Cat', dog: '#/$defs/Dog' }, propertyName: 'kind' },
          oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }],
        },
        minItems: 3,
        type: 'array',
      },
    },
    required: ['pets'],
    type: 'object',
  },
  'zod-to-json-schema, draft 7': {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $ref: '#/definitions/Ticket',
    definitions: {
      Ticket: {
        type: 'object',
        properties: {
          email: { type: 'string', format: 'email', pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' },
          age: { type: 'integer', exclusiveMinimum: 17, maximum: 120 },
          pair: { type: 'array', minItems: 2, maxItems: 2, items: [{ type: 'string' }, { type: 'number' }] },
          parent: { anyOf: [{ $ref: '#/definitions/Ticket' }, { type: 'null' }] },
          color: { type: ['string', 'null'], enum: ['red', 'blue', null] },
          either: {
            anyOf: [
              { type: 'object', properties: { a: { not: {} } } },
              { type: 'string', minLength: 3 },
            ],
          },
        },
        required: ['email', 'age', 'pair', 'parent'],
        additionalProperties: false,
      },
    },
  },
  'TypeBox, recursive': {
    $id: 'T0',
    type: 'object',
    required: ['name', 'children'],
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: 'T0' } } },
  },
  'a structured output of OpenAI': {
    type: 'object',
    strict: true,
    properties: {
      steps: {
        type: 'array',
        items: {
          type: 'object',
          properties: { explanation: { type: 'string' }, output: { type: 'string' } },
          required: ['explanation', 'output'],
          additionalProperties: false,
        },
      },
      next: { anyOf: [{ $ref: '#' }, { type: 'null' }] },
      final: { type: ['string', 'null'] },
    },
    required: ['steps', 'next', 'final'],
    additionalProperties: false,
  },
  'a tool of an MCP server': {
    type: 'object',
    properties: {
      owner: { type: 'string', description: 'Account that owns it' },
      state: { type: 'string', enum: ['open', 'closed'], description: 'One of both' },
      page: { type: 'number', minimum: 1, multipleOf: 1 },
      perPage: { type: 'number', minimum: 1, maximum: 100, default: 30 },
      labels: { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 10 },
      since: { type: 'string', pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$' },
      filter: { type: 'object', minProperties: 1, additionalProperties: { type: ['string', 'boolean'] } },
    },
    required: ['owner', 'filter'],
    $schema: 'http://json-schema.org/draft-07/schema#',
  },
  conditions: {
    type: 'object',
    properties: {
      country: { enum: ['US', 'NL'] },
      zip: { type: 'string' },
      name: { type: 'string', not: { const: '' } },
    },
    required: ['country', 'name'],
    if: { properties: { country: { const: 'US' } } },
    // oxlint-disable-next-line unicorn/no-thenable -- a word of JSON Schema
    then: { properties: { zip: { pattern: '^\\d{5}$' } } },
    else: { properties: { zip: { minLength: 6 } } },
    unevaluatedProperties: false,
  },
}

import { describe, expect, test } from 'vitest'
import type { Json } from '../../../translator/formats/json-text.ts'
import { readContent } from '../../../translator/chat/content.ts'
import { JPEG, PDF, PNG } from '../../support/responders.ts'

const image = (url: string): Json => [{ type: 'image_url', image_url: { url, detail: 'low' } }]
const file = (members: Record<string, Json>): Json => [{ type: 'file', file: members }]

test.each([
  ['data:image/png;base64,', PNG, 'png'],
  ['data:image/jpg;base64,', JPEG, 'jpeg'],
  ['data:IMAGE/PNG;charset=x;BASE64,', PNG, 'png'],
])('an image of %s is read', (head, data, format) => {
  expect(readContent(image(head + data), 'c')).toMatchObject([{ type: 'image', source: { format, base64: data } }])
})

test('base64 may have line breaks and lack its padding', () => {
  const broken = `${PNG.slice(0, 20)}\n${PNG.slice(20).replace(/=+$/, '')}`

  expect(readContent(image(`data:image/png;base64,${broken}`), 'c')).toMatchObject([{ source: { base64: PNG } }])
})

test('an image in S3 is handed on', () => {
  expect(readContent(image('s3://bucket/a.png'), 'c')).toMatchObject([{ source: { s3Uri: 's3://bucket/a.png' } }])
})

test('a URL may stand where OpenAI has an object', () => {
  expect(readContent([{ type: 'image_url', image_url: 's3://bucket/a.png' }], 'c')).toHaveLength(1)
})

test('a PDF is a document with its name', () => {
  const expected = { type: 'document', mediaType: 'application/pdf', base64: PDF, name: 'a.pdf' }

  expect(readContent(file({ filename: 'a.pdf', file_data: PDF }), 'c')).toMatchObject([expected])
  expect(readContent(file({ filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` }), 'c')).toMatchObject([
    expected,
  ])
})

test('a text in a data URL needs no base64', () => {
  expect(readContent(file({ file_data: 'data:text/plain,voil%C3%A0' }), 'c')).toMatchObject([
    { mediaType: 'text/plain', base64: Buffer.from('voilà').toString('base64') },
  ])
})

test.each([{ prompt_cache_breakpoint: { mode: 'explicit' } }, { cache_control: { type: 'ephemeral' } }])(
  'a part with %o is where the cache may end',
  (mark) => {
    expect(readContent([{ type: 'text', text: 'a', ...mark }], 'c')).toMatchObject([
      { type: 'text', text: 'a', isCached: true },
    ])
  },
)

describe('a part is refused', () => {
  test.each<[string, Json, RegExp]>([
    ['with a URL that would have to be fetched', image('https://example.org/a.png'), /does not fetch URLs/],
    ['with a URL of no kind', image('a.png'), /not a data URL/],
    ['with an image of another kind', image('data:image/svg+xml;base64,AAAA'), /not one of png, jpeg, gif, webp/],
    ['with an image that is another', image(`data:image/png;base64,${JPEG}`), /first bytes are image\/jpeg/],
    ['with data that is no base64', image('data:image/png;base64,!!!!'), /not base64/],
    ['with no data', image('data:image/png;base64,'), /holds no data/],
    ['with data of a wrong length', image('data:image/png;base64,AAAAA'), /length is wrong/],
    ['with a text cut inside a character', file({ file_data: 'data:text/plain,%E0%A4' }), /percent-encoded/],
    ['with a file that OpenAI keeps', file({ file_id: 'file-1' }), /Bedrock has no files/],
    ['with a file without data', file({ filename: 'a' }), /Missing required parameter: 'c\[0\]\.file\.file_data'/],
    ['without its text', [{ type: 'text' }], /Missing required parameter: 'c\[0\]\.text'/],
    ['with a number as text', [{ type: 'text', text: 1 }], /expected a string/],
    ['without its image', [{ type: 'image_url' }], /expected an object, but got nothing/],
  ])('%s', (_name, content, message) => {
    expect(() => readContent(content, 'c')).toThrow(message)
  })
})

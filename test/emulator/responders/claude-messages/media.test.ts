import { expect, test } from 'vitest'
import { checkClaude, image, pdf, says, text, type ClaudeRefusal } from '../../../support/claude-records.ts'
import { JPEG, PDF, PNG, refused } from '../../../support/responders.ts'

const REFUSALS: ClaudeRefusal[] = [
  ['an image that is not base64', says(image('a b!')), 'messages.0.content.0.image.source.base64: invalid base64 data'],
  [
    'an image with too little padding',
    says(image(PNG.slice(0, -1))),
    'messages.0.content.0.image.source.base64: invalid base64 data',
  ],
  ['an empty image', says(image('')), 'messages.0.content.0.image.source.base64: invalid base64 data'],
  [
    'an image of another type',
    says(text('a'), image(JPEG)),
    'messages.0.content.1.image.source.base64: The image was specified using the image/png media type, but the image appears to be a image/jpeg image',
  ],
  ['bytes that are no image', says(image('aGVsbG8=')), 'Could not process image'],
  [
    'an image of more than 5 MB',
    says(image(`${PNG.slice(0, 32)}${'A'.repeat(7 * 1024 * 1024)}`)),
    'messages.0.content.0.image.source.base64: image exceeds 5 MB maximum: 5505048 bytes > 5242880 bytes',
  ],
  [
    'a document that is no PDF',
    says(pdf(PNG)),
    'messages.0.content.0.document.source.base64.data: The PDF specified was not valid.',
  ],
  [
    'a document that is not base64',
    says(pdf(`${PDF}=`)),
    'messages.0.content.0.document.source.base64: invalid base64 data',
  ],
  [
    'an image inside a document',
    says({ type: 'document', source: { type: 'content', content: [image('?')] } }),
    'messages.0.content.0.document.source.content.content.0.image.source.base64: invalid base64 data',
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

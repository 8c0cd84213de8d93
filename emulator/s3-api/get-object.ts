import { GetObject$, type GetObjectOutput, type GetObjectRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'
import { readObject } from './read-object.ts'

export const getObject = operation<GetObjectRequest, GetObjectOutput>(GetObject$, (input, context) => {
  const { object, range, output } = readObject(input, context)
  return { ...output, Body: context.store.objects.reader(object, range.start, range.end) }
})

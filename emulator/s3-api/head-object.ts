import { HeadObject$, type HeadObjectOutput, type HeadObjectRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'
import { readObject } from './read-object.ts'

export const headObject = operation<HeadObjectRequest, HeadObjectOutput>(
  HeadObject$,
  (input, context) => readObject(input, context).output,
)

import {
  GetBucketLocation$,
  type BucketLocationConstraint,
  type GetBucketLocationOutput,
  type GetBucketLocationRequest,
} from '@aws-sdk/client-s3'
import { S3_NAMESPACE } from '../wire/rest-xml.ts'
import { escapeXml, XML_DECLARATION } from '../wire/write-xml.ts'
import { operation } from './operation.ts'

export const getBucketLocation = operation<GetBucketLocationRequest, GetBucketLocationOutput>(
  GetBucketLocation$,
  (_input, { store, request }) => {
    const { region } = store.buckets.get(request.bucket)
    return { LocationConstraint: region === 'us-east-1' ? undefined : (region as BucketLocationConstraint) }
  },
  {
    // AWS: the region is the text of the root element, which the schema cannot say; us-east-1 has none.
    writeBody: ({ LocationConstraint: region = '' }) =>
      `${XML_DECLARATION}<LocationConstraint${S3_NAMESPACE}>${escapeXml(region)}</LocationConstraint>`,
  },
)

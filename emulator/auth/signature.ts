/** Version 4, in the Authorization header or in the query of a presigned link. */
export interface V4Signature {
  form: 'header' | 'query'
  accessKeyId: string
  sessionToken: string | undefined
  /** Such as `20150830/us-east-1/s3/aws4_request`. */
  scope: { date: string; region: string; service: string }
  /** Such as `20150830T123600Z`. */
  time: string
  /** The same as epoch milliseconds. */
  requestedAt: number
  /** For how many seconds a link is good. */
  expiresIn: number | undefined
  /** Names in lower case, sorted. */
  signedHeaders: string[]
  signature: string
}

/** Version 2, which some tools still put into links to S3. */
export interface V2Signature {
  form: 'oldQuery'
  accessKeyId: string
  sessionToken: string | undefined
  /** As it came: epoch seconds. */
  expires: string
  signature: string
}

/** An Amazon Bedrock API key. */
export interface BearerToken {
  form: 'bearer'
  token: string
}

export type Signature = V4Signature | V2Signature | BearerToken

export const TERMINATOR = 'aws4_request'

export const toScope = ({ date, region, service }: V4Signature['scope']): string =>
  `${date}/${region}/${service}/${TERMINATOR}`

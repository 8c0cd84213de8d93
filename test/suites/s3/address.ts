import type { S3Client } from '@aws-sdk/client-s3'

export interface Address {
  host: string
  path: string
}

/** What stands on the wire for a path with a bucket in it: buckets may have hosts of their own, below another. */
export function addressOf(path: string, host: string, hostOfBuckets: string | undefined): Address {
  const [, bucket, rest = ''] = /^\/([^/?]+)(.*)$/s.exec(path) ?? []
  if (hostOfBuckets === undefined || bucket === undefined) return { host, path }
  return { host: `${bucket}.${hostOfBuckets}`, path: rest.startsWith('/') ? rest : `/${rest}` }
}

/** Where a client's requests go, whatever host they name: not every machine finds what is below localhost. */
export const connectTo = (client: S3Client, hostname: string): void =>
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.request as object, { hostname })
      return await next(args)
    },
    // Behind the signature, which is over the host.
    { step: 'deserialize', priority: 'high' },
  )

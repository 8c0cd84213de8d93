import type { Database } from 'better-sqlite3'

/** What is in a bucket. */
export interface BucketUsage {
  name: string
  region: string
  account: string
  objects: number
  bytes: number
}

/** In the order of their names. Looks at every object. */
export const bucketUsage = (database: Database): BucketUsage[] =>
  database
    .prepare<[], BucketUsage>(
      `select name, region, account, count(key) as objects, coalesce(sum(size), 0) as bytes
       from buckets left join objects on bucket = name group by name order by name`,
    )
    .all()

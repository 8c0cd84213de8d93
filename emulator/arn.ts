/** AWS: what exists, exists in one region of one account; two regions, or two accounts, do not see each other's. */
export interface AccountRegion {
  region: string
  account: string
}

/** Source: botocore's partitions.json. */
const PARTITIONS: [regions: RegExp, partition: string][] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^eusc-/, 'aws-eusc'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
]

/** AWS: the partition follows the region. */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([regions]) => regions.test(region))?.[1] ?? 'aws'

/** ARN of a resource of Bedrock; what belongs to no account, such as a foundation model, has an empty one. */
export const bedrockArn = (region: string, account: string, resource: string): string =>
  `arn:${partitionOf(region)}:bedrock:${region}:${account}:${resource}`

export const foundationModelArn = (modelId: string, region: string): string =>
  bedrockArn(region, '', `foundation-model/${modelId}`)

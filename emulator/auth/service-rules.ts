import type { Signature } from './signature.ts'

/** What a service wants of a signature. */
export interface ServiceRules {
  /** As scopes name it. */
  service: string
  forms: readonly Signature['form'][]
  /** By how many milliseconds a client's clock may be off. */
  clockTolerance: number
}

const MINUTE = 60_000

/** AWS: S3 allows a quarter of an hour, the other services five minutes. */
export const S3_RULES: ServiceRules = {
  service: 's3',
  forms: ['header', 'query', 'oldQuery'],
  clockTolerance: 15 * MINUTE,
}

export const BEDROCK_RULES: ServiceRules = {
  service: 'bedrock',
  forms: ['header', 'query', 'bearer'],
  clockTolerance: 5 * MINUTE,
}

/** STS and IAM. */
export const identityRules = (service: string): ServiceRules => ({
  service,
  forms: ['header', 'query'],
  clockTolerance: 5 * MINUTE,
})

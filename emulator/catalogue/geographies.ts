import type { GEOGRAPHY_NAMES } from '../model-words.ts'

/** Where the cross-region profiles of one prefix are called from, and where they send requests. */
interface Geography {
  /** As the names of its profiles begin. */
  label: string
  /** Regions that can call its profiles. */
  sources: RegExp
  destinations: readonly string[]
}

/**
 * Sources: inference-profiles-support.html; answers of ListInferenceProfiles and GetInferenceProfile in us-east-1 and
 * us-west-2 (us, global). AWS: some profiles have fewer destinations, depending on the source (UNVERIFIED one by one); the
 * service's model allows five.
 */
export const GEOGRAPHIES: Readonly<Record<string, Geography>> = {
  us: {
    label: 'US',
    sources: /^(?:us-(?:east|west)|ca-[a-z]+)-[0-9]$/,
    destinations: ['us-east-1', 'us-east-2', 'us-west-2'],
  },
  eu: {
    label: 'EU',
    sources: /^(?:eu-[a-z]+|il-central)-[0-9]$/,
    destinations: ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3'],
  },
  apac: {
    label: 'APAC',
    sources: /^(?:ap|me)-[a-z]+-[0-9]$/,
    destinations: ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  },
  jp: { label: 'JP', sources: /^ap-northeast-[13]$/, destinations: ['ap-northeast-1', 'ap-northeast-3'] },
  au: { label: 'AU', sources: /^ap-southeast-[246]$/, destinations: ['ap-southeast-2', 'ap-southeast-4'] },
  in: { label: 'IN', sources: /^ap-south-[0-9]$/, destinations: ['ap-south-1', 'ap-south-2'] },
  'us-gov': { label: 'US-GOV', sources: /^us-gov-[a-z]+-[0-9]$/, destinations: ['us-gov-east-1', 'us-gov-west-1'] },
  // AWS: a global profile names the model without a region, and the model of the region that calls.
  global: { label: 'Global', sources: /^(?!us-gov-|us-iso|cn-|eusc-|eu-isoe-)/, destinations: [''] },
} satisfies Record<(typeof GEOGRAPHY_NAMES)[number], Geography>

/** Regions that a profile sends requests to when `region` calls it; `''` stands for all. */
export function destinationsOf(prefix: string, region: string): readonly string[] {
  const { destinations } = GEOGRAPHIES[prefix]!
  return prefix === 'global' ? [...destinations, region] : destinations
}

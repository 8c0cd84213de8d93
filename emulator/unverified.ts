/**
 * Behaviour of AWS that nobody has published or measured and that a client can see. Each is a setting (member `unverified`
 * of the configuration file or of startOutcrop), so that whoever sees the real thing can switch it. The first value listed
 * is the default; the reasons are in docs/unverified.md.
 */
export const UNVERIFIED_SETTINGS = {
  /** A client request token that comes again with other parameters: a new job, ConflictException, or the first job's ARN. */
  tokenReuse: ['newJob', 'conflict', 'sameArn'],
  /** The code of `The provided job name is currently in use`. */
  duplicateNameCode: ['ConflictException', 'ValidationException'],
  /** Which jobs hold a name: any job of the account and region, or only those that are not finished. */
  namesInUse: ['any', 'unfinished'],
  /** What happens to a job above the quota of concurrent jobs: Create refuses it, or it waits in Scheduled. */
  overConcurrentJobs: ['refuse', 'queue'],
  /** Whether the rows of ListModelInvocationJobs carry `message`. */
  messageInList: ['shown', 'hidden'],
  /** Whether submitTimeAfter and submitTimeBefore leave out a job of exactly that time. */
  timeBounds: ['exclusive', 'inclusive'],
  /** What `modelId` of a job with a cross-region profile shows. */
  profileModelId: ['inferenceProfileArn', 'foundationModelArn'],
  /** An ARN of another region or account in GetModelInvocationJob and StopModelInvocationJob. */
  foreignArn: ['ResourceNotFoundException', 'AccessDeniedException'],
  /** Whether a second stop, while the job is still Stopping, is refused. */
  stopWhileStopping: ['refuse', 'accept'],
  /** Whether tags of a finished job can be read and changed. */
  finishedJobTags: ['readable', 'refused'],
  /** Where the output of `prefix/a/b.jsonl` goes: `a/b.jsonl.out` or `b.jsonl.out` in the job's folder. */
  nestedOutput: ['relativePath', 'fileName'],
  /** Content type of `.out` objects and of the manifest. */
  outputContentType: ['application/octet-stream', 'binary/octet-stream'],
  /** Order of output lines: AWS documents none; in January 2025 it was the order of the input. */
  outputOrder: ['shuffled', 'input'],
  /** Whether a stopped job writes the records that it had processed. */
  stoppedJobOutput: ['processedRecords', 'nothing'],
  /** Blank lines in an input file. */
  blankLines: ['skipped', 'refused'],
  /** Which strings may be a recordId. */
  recordIds: ['anyString', 'alphanumeric'],
  /** Two records of a job with the same recordId. */
  duplicateRecordIds: ['accepted', 'refused'],
  /** Whether the `error` of an output line says `expired` and `retryable` too. */
  errorFlags: ['present', 'absent'],
  /** A `cachePoint` in a record of a Converse job. */
  converseCachePoints: ['refused', 'ignored'],
  /** Members that a body in OpenAI's form has and the service does not know. */
  openaiUnknownMembers: ['refused', 'ignored'],
  /** What Create says of a bare id whose model a batch takes by an inference profile only. */
  profileOnly: ['batchNotInRegion', 'invalidIdentifier', 'onDemandUnsupported'],
  /** The code of GetFoundationModel, GetInferenceProfile and GetCustomModel for what there is not. */
  unknownModelCode: ['ResourceNotFoundException', 'ValidationException'],
  /** Which profiles ListInferenceProfiles has when no type was asked for. */
  profilesOfNoType: ['all', 'systemDefined'],
  /** Which `anthropic_version` a Claude record may name. */
  anthropicVersion: ['any', 'bedrock-2023-05-31'],
} as const

export type Unverified = {
  -readonly [Name in keyof typeof UNVERIFIED_SETTINGS]: (typeof UNVERIFIED_SETTINGS)[Name][number]
}

export const UNVERIFIED_DEFAULTS = Object.fromEntries(
  Object.entries(UNVERIFIED_SETTINGS).map(([name, [first]]) => [name, first]),
) as Unverified

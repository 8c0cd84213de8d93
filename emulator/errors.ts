import { violationsMessage } from './constraint-message.ts'
import type { JobStatus } from '../translator/formats/bedrock/job-status.ts'

export type BedrockErrorCode =
  | 'AccessDeniedException'
  | 'ConflictException'
  | 'ExpiredTokenException'
  | 'IncompleteSignatureException'
  | 'InternalServerException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'NotImplementedException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ServiceQuotaExceededException'
  | 'TooManyTagsException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException'
  | 'ValidationException'

/** What the Bedrock API answers with when it refuses: rendered as JSON with the code in `x-amzn-errortype`. */
export class BedrockError extends Error {
  readonly code: BedrockErrorCode
  readonly status: number
  /** Further members of the error's shape, such as `resourceName`. */
  readonly members: Record<string, string>
  /** For the log: a way out that AWS does not have. */
  readonly hint: string | undefined
  constructor(
    code: BedrockErrorCode,
    status: number,
    message: string,
    members: Record<string, string> = {},
    hint?: string,
  ) {
    super(message)
    this.code = code
    this.status = status
    this.members = members
    this.hint = hint
  }
}

const validation = (message: string, hint?: string): BedrockError =>
  new BedrockError('ValidationException', 400, message, {}, hint)

const notFound = (message: string): BedrockError => new BedrockError('ResourceNotFoundException', 404, message)

type UnknownModelCode = 'ResourceNotFoundException' | 'ValidationException'

/** AWS: the common form of constraint violations; `violations` are complete clauses. */
export const constraintsViolated = (violations: string[]): BedrockError => validation(violationsMessage(violations))

/** AWS answers so when the body cannot be read as the operation's input. The texts are UNVERIFIED. */
export const unreadableInput = (message: string): BedrockError =>
  new BedrockError('SerializationException', 400, message)

/** AWS: text seen by several projects, also for a model that the region does not have. */
export const invalidModel = (hint?: string): BedrockError =>
  validation('The provided model identifier is invalid.', hint)

/** AWS: text observed in four projects in 2026. */
export const modelWithoutBatch = (hint?: string): BedrockError =>
  validation('Batch inference is not supported for the requested model', hint)

/** AWS: text observed in August 2026, for the bare id of a model that the region takes in a batch by a profile only. */
export const batchNotInRegion = (modelId: string, region: string, hint?: string): BedrockError =>
  validation(`Batch inference is not supported for model ${modelId} in region ${region}`, hint)

/** AWS: what InvokeModel says of such an id, with this apostrophe; nobody saw it of a batch (setting `profileOnly`). */
export const profileNeeded = (modelId: string, hint?: string): BedrockError =>
  validation(
    `Invocation of model ID ${modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    hint,
  )

/** AWS: the sentence was seen; which of the two codes carries it in a batch is UNVERIFIED (setting `duplicateNameCode`). */
export const jobNameInUse = (code: 'ConflictException' | 'ValidationException'): BedrockError =>
  new BedrockError(code, 400, 'The provided job name is currently in use')

/** UNVERIFIED (setting `tokenReuse`). */
export const tokenUsedOtherwise = (): BedrockError =>
  new BedrockError('ConflictException', 400, 'The client request token was used before with other parameters')

/** UNVERIFIED text; the code is declared on Create. */
export const tooManyJobs = (limit: number, modelId: string): BedrockError =>
  new BedrockError(
    'ServiceQuotaExceededException',
    400,
    `The sum of in-progress and submitted batch inference jobs using ${modelId} would exceed the quota of ${limit}`,
  )

/** AWS: code observed, text UNVERIFIED. */
export const jobNotFound = (identifier: string): BedrockError =>
  notFound(`Could not find the model invocation job ${identifier}`)

/** UNVERIFIED (setting `foreignArn`). */
export const foreignJob = (jobArn: string): BedrockError =>
  new BedrockError('AccessDeniedException', 403, `User is not authorized to access ${jobArn}`)

/** AWS: only `State was: <Status>` was observed. */
export const jobNotStoppable = (status: JobStatus): BedrockError =>
  validation(`The job can't be stopped in its current state. State was: ${status}`)

/** UNVERIFIED (setting `unknownModelCode`); each text was seen with its code, of InvokeModel and of Create. */
export const unknownFoundationModel = (code: UnknownModelCode): BedrockError =>
  code === 'ValidationException'
    ? validation('The provided model identifier is invalid.')
    : notFound('Could not resolve the foundation model from the provided model identifier.')

/** UNVERIFIED text (setting `unknownModelCode`). */
export const unknownInferenceProfile = (identifier: string, code: UnknownModelCode): BedrockError =>
  code === 'ValidationException'
    ? validation('The provided inference profile identifier is invalid.')
    : notFound(`Could not find the inference profile ${identifier}`)

/** UNVERIFIED text (setting `unknownModelCode`). */
export const unknownCustomModel = (identifier: string, code: UnknownModelCode): BedrockError =>
  code === 'ValidationException'
    ? validation('The provided model identifier is invalid.')
    : notFound(`Could not find the custom model ${identifier}`)

/** UNVERIFIED text. */
export const invalidNextToken = (): BedrockError => validation('The provided next token is invalid')

/** UNVERIFIED text; the code and the member are declared on TagResource. */
export const tooManyTags = (resourceName: string): BedrockError =>
  new BedrockError('TooManyTagsException', 400, 'The resource would have more than 200 tags', { resourceName })

/** UNVERIFIED (setting `finishedJobTags`). */
export const tagsOfFinishedJob = (resourceName: string): BedrockError =>
  validation(`Tags of ${resourceName} can't be read or changed because the job has finished`)

/** A request that Outcrop itself lets nobody make. */
export const requestRefused = (message: string): BedrockError => new BedrockError('AccessDeniedException', 403, message)

/** A request that is not signed, or not rightly so; what it says is in auth/service-refusal.ts. */
export const signatureRefused = (code: BedrockErrorCode, status: number, message: string): BedrockError =>
  new BedrockError(code, status, message)

export const operationNotImplemented = (operation: string): BedrockError =>
  new BedrockError('NotImplementedException', 501, `Outcrop does not implement the operation ${operation}`)

export const unknownOperation = (method: string, path: string): BedrockError =>
  new BedrockError('UnknownOperationException', 404, `No operation of Amazon Bedrock is at ${method} ${path}`)

/** AWS has no such answer; it never runs out of room. */
export const diskFull = (): BedrockError =>
  new BedrockError(
    'InternalServerException',
    500,
    'There is no room on the disk of Outcrop',
    {},
    'make room where its data folder is; until then jobs can be read, and not changed',
  )

export const internalError = (): BedrockError =>
  new BedrockError('InternalServerException', 500, 'An internal error occurred; see the log of Outcrop')

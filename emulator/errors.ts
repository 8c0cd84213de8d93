import type { JobStatus } from '../translator/formats/bedrock/job-status.ts'

export type BedrockErrorCode =
  | 'AccessDeniedException'
  | 'ConflictException'
  | 'InternalServerException'
  | 'NotImplementedException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ServiceQuotaExceededException'
  | 'TooManyTagsException'
  | 'UnknownOperationException'
  | 'ValidationException'

/** What the Bedrock API answers with when it refuses: rendered as JSON with the code in `x-amzn-errortype`. */
export class BedrockError extends Error {
  readonly code: BedrockErrorCode
  readonly status: number
  /** Further members of the error's shape, such as `resourceName`. */
  readonly members: Record<string, string>
  constructor(code: BedrockErrorCode, status: number, message: string, members: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.members = members
  }
}

const validation = (message: string): BedrockError => new BedrockError('ValidationException', 400, message)

/** AWS: the common form of constraint violations; `violations` are complete clauses. */
export const constraintsViolated = (violations: string[]): BedrockError =>
  validation(
    `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`,
  )

/** AWS answers so when the body cannot be read as the operation's input. The texts are UNVERIFIED. */
export const unreadableInput = (message: string): BedrockError =>
  new BedrockError('SerializationException', 400, message)

/** AWS: text seen by several projects, also for a model that the region does not have. */
export const invalidModel = (): BedrockError => validation('The provided model identifier is invalid.')

/** AWS: text observed in four projects in 2026. */
export const modelWithoutBatch = (): BedrockError =>
  validation('Batch inference is not supported for the requested model')

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
  new BedrockError('ResourceNotFoundException', 404, `Could not find the model invocation job ${identifier}`)

/** UNVERIFIED (setting `foreignArn`). */
export const foreignJob = (jobArn: string): BedrockError =>
  new BedrockError('AccessDeniedException', 403, `User is not authorized to access ${jobArn}`)

/** AWS: only `State was: <Status>` was observed. */
export const jobNotStoppable = (status: JobStatus): BedrockError =>
  validation(`The job can't be stopped in its current state. State was: ${status}`)

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

export const operationNotImplemented = (operation: string): BedrockError =>
  new BedrockError('NotImplementedException', 501, `Outcrop does not implement the operation ${operation}`)

export const unknownOperation = (method: string, path: string): BedrockError =>
  new BedrockError('UnknownOperationException', 404, `No operation of Amazon Bedrock is at ${method} ${path}`)

export const internalError = (): BedrockError =>
  new BedrockError('InternalServerException', 500, 'An internal error occurred; see the log of Outcrop')

/** Every status of a model invocation job, spelled as on the wire, in the order in which the API's model lists them. */
export const JOB_STATUSES = [
  'Submitted',
  'InProgress',
  'Completed',
  'Failed',
  'Stopping',
  'Stopped',
  'PartiallyCompleted',
  'Expired',
  'Validating',
  'Scheduled',
] as const

export type JobStatus = (typeof JOB_STATUSES)[number]

export type ModelInvocationType = 'InvokeModel' | 'Converse'

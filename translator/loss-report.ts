import { type LineError, unsupportedParameter } from './errors.ts'

/** What to do with a parameter that a model has no word for and whose loss would change the answer. */
export type UnsupportedPolicy = 'error' | 'drop'

/** One thing that the client said and the model is not told, or is told otherwise. */
export interface Loss {
  param: string
  action: 'dropped' | 'changed'
  why: string
}

/** Collects what is lost of one line: nothing goes without being said. */
export class LossReport {
  readonly losses: Loss[] = []
  readonly policy: UnsupportedPolicy

  constructor(policy: UnsupportedPolicy) {
    this.policy = policy
  }

  /** Something without effect on the answer is left out. */
  drop(param: string, why: string): void {
    this.losses.push({ param, action: 'dropped', why })
  }

  /** Something is said in another way than the client said it. */
  change(param: string, why: string): void {
    this.losses.push({ param, action: 'changed', why })
  }

  /** Something that would change the answer cannot be said: throws the error, or drops it where the policy says so. */
  unsupported(param: string, why: string, error: LineError = unsupportedParameter(param, why)): void {
    if (this.policy === 'error') throw error
    this.drop(param, why)
  }

  /** Like `unsupported`, where something near it is said instead. */
  approximate(param: string, why: string, error: LineError = unsupportedParameter(param, why)): void {
    if (this.policy === 'error') throw error
    this.change(param, why)
  }
}

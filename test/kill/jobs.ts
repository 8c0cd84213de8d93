import type { ModelInvocationJobStatus } from '@aws-sdk/client-bedrock'

/** A job that was asked for. */
export interface KnownJob {
  name: string
  /** Of the bucket of inputs. */
  inputKey: string
  /** `undefined` where a kill took the answer. */
  jobArn?: string
  /** The last that was seen. */
  status?: ModelInvocationJobStatus
  processed: number
  /** Whether a stop was asked for, and accepted. */
  stop: 'none' | 'asked' | 'accepted'
  /** Whether its end was seen, and its output looked at. */
  isChecked: boolean
}

/** What a job writes that nobody kills. */
export interface CalmOutput {
  text: string
  manifest: string
  /** By their ids, in the order of the input. */
  lines: Map<string, string>
}

export class Jobs {
  readonly all: KnownJob[] = []
  /** By input. */
  readonly calm = new Map<string, CalmOutput>()

  add(name: string, inputKey: string): KnownJob {
    const job: KnownJob = { name, inputKey, processed: 0, stop: 'none', isChecked: false }
    this.all.push(job)
    return job
  }

  get unchecked(): KnownJob[] {
    return this.all.filter(({ isChecked }) => !isChecked)
  }
}

import type { StaticOperationSchema } from '@smithy/types'
import type { AccountRegion } from '../arn.ts'
import type { Catalogue } from '../catalogue/index.ts'
import type { CreateJobContext } from '../jobs/create-job.ts'
import type { JobRunner } from '../jobs/job-runner.ts'
import { collectWireInput, toInput, writeOutput, type RestJsonRequest } from '../wire/rest-json.ts'
import { toOperation, type Operation } from '../wire/schema.ts'
import { checkInput } from './check-input.ts'
import type { Members } from './constraints.ts'

/** What handlers work with. */
export interface BedrockContext extends Omit<CreateJobContext, 'catalogue' | 'findResponder'> {
  loadCatalogue: () => Promise<Catalogue>
  loadResponders: () => Promise<{ find: CreateJobContext['findResponder'] }>
  runner: JobRunner
  caller: AccountRegion
}

export interface BedrockOperation extends Operation {
  /** From the request's parts to the bytes of the answer. Rejects with a BedrockError. */
  answer(request: RestJsonRequest, context: BedrockContext): Promise<Uint8Array>
}

/** An operation is a schema of the SDK, a table of constraints, and the plug between them and one call of the domain. */
export function operation<Input, Output extends object>(
  schema: StaticOperationSchema,
  constraints: Members,
  handle: (input: Input, context: BedrockContext) => Output | Promise<Output>,
): BedrockOperation {
  const description = toOperation(schema)
  return {
    ...description,
    async answer(request, context) {
      const wireInput = collectWireInput(description, request)
      checkInput(wireInput, constraints)
      return writeOutput(description, await handle(toInput(description, wireInput) as Input, context))
    },
  }
}

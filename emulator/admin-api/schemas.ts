import { Type } from 'typebox'
import { JOB_STATUSES } from '../../translator/formats/bedrock/job-status.ts'
import { PHASE_NAMES } from '../phases.ts'

export const NO_ADDITIONS = { additionalProperties: false }

/** What is refused says why. */
export const Refusal = Type.Object({ message: Type.String() }, NO_ADDITIONS)

export const Status = Type.Enum([...JOB_STATUSES])

export const Time = Type.String({ format: 'date-time' })

export const Count = Type.Integer({ minimum: 0 })

export const Phases = Type.Object(
  Object.fromEntries(PHASE_NAMES.map((name) => [name, Type.Number({ minimum: 0 })])) as Record<
    (typeof PHASE_NAMES)[number],
    ReturnType<typeof Type.Number>
  >,
  { ...NO_ADDITIONS, description: 'in milliseconds' },
)

export const ClockState = Type.Object(
  { mode: Type.Enum(['fast', 'realtime', 'manual']), now: Time, phases: Phases },
  NO_ADDITIONS,
)

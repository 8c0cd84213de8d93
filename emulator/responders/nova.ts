import type { ChatAnswer, ChatAsk } from '../answers/answers.ts'
import { malformed, malformedInput } from './malformed-input.ts'
import { toNovaInput } from './nova/input.ts'
import { NOVA_MODELS, novaCapabilitiesOf } from './nova/models.ts'
import { readNova } from './nova/read.ts'
import { kindViolation, NOVA_RULES } from './nova/rules.ts'
import { novaSchema } from './nova/schema.ts'
import { writeNova } from './nova/write.ts'
import type { Responder } from './responder.ts'
import { firstRefusal } from './rules.ts'

const SHAPE_CHECKS = new Map(
  NOVA_MODELS.map(({ capabilities }) => [capabilities, malformedInput(novaSchema(capabilities), capabilities.ending)]),
)

/** Amazon Nova (Micro, Lite, Pro, Premier, 2 Lite) in the InvokeModel form. */
export const nova: Responder<ChatAsk, ChatAnswer> = {
  check(modelInput, model) {
    const capabilities = novaCapabilitiesOf(model)
    const shape = SHAPE_CHECKS.get(capabilities)!(modelInput)
    if (shape) return shape
    const input = toNovaInput(modelInput)
    const violation = kindViolation(input)
    return violation === undefined
      ? firstRefusal(NOVA_RULES, input, capabilities)
      : malformed(violation, capabilities.ending)
  },
  read: readNova,
  write: writeNova,
}

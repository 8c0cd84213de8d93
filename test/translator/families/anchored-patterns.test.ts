import { expect, test } from 'vitest'
import { capabilitiesOf as claude } from '../../../translator/families/claude-messages/capabilities.ts'
import { capabilitiesOf as converse } from '../../../translator/families/converse/capabilities.ts'
import { capabilitiesOf as llama } from '../../../translator/families/llama/capabilities.ts'
import { capabilitiesOf as mistralChat } from '../../../translator/families/mistral-chat/capabilities.ts'
import { capabilitiesOf as mistralText } from '../../../translator/families/mistral-text/capabilities.ts'
import { capabilitiesOf as nova } from '../../../translator/families/nova/capabilities.ts'
import { capabilitiesOf as openaiCompat } from '../../../translator/families/openai-compat/capabilities.ts'
import { limitOf as titan } from '../../../translator/families/titan-text/capabilities.ts'
import MODEL_IDS from '../formats/models/model-ids.json' with { type: 'json' }

/** A model of another maker whose id has that of a listed one in it. */
const DISGUISED = Object.keys(MODEL_IDS).map((id) => `another-${id}`)

test.each(Object.entries({ claude, converse, llama, mistralChat, mistralText, nova, openaiCompat, titan }))(
  '%s knows models by the beginning of their ids',
  (_family, capabilitiesOf) => {
    const found = DISGUISED.filter((id) => capabilitiesOf(id) !== capabilitiesOf('another'))

    expect(found).toEqual([])
  },
)

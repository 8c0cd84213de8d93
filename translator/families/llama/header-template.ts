import type { TextConversation } from '../../chat/text-conversation.ts'
import type { Template } from './template.ts'

interface Marks {
  startHeader: string
  endHeader: string
  endTurn: string
}

/** The special tokens of Llama 3 and 4: inside a text any of them would be read as what it means in the template. */
const TOKENS =
  /<\|(?:begin_of_text|end_of_text|start_header_id|end_header_id|header_start|header_end|eot_id|eot|eom_id|eom|step_id|step|python_tag|python_start|python_end|image|image_start|image_end|patch|tile_[xy]_separator|fim_(?:prefix|middle|suffix)|finetune_right_pad(?:_id)?|(?:[a-z_]{1,40}_)?reserved_special_token_[0-9]{1,4})\|>/

/** One header and one text for each turn, whoever speaks; system turns may stand anywhere. */
const headerTemplate = ({ startHeader, endHeader, endTurn }: Marks): Template => ({
  rules: { marks: TOKENS, lateSystem: true },
  write({ system, turns }: TextConversation): string {
    const header = (role: string): string => `${startHeader}${role}${endHeader}\n\n`
    const head = system === undefined ? '' : `${header('system')}${system}${endTurn}`
    const isOpen = turns.at(-1)?.role === 'assistant'
    const told = turns.map(({ role, text }, index) => {
      const end = isOpen && index === turns.length - 1 ? '' : endTurn
      return `${header(role)}${text}${end}`
    })
    return `<|begin_of_text|>${head}${told.join('')}${isOpen ? '' : header('assistant')}`
  },
})

/** Meta's page on the prompt format of Llama 3, and AWS's on its parameters. */
export const llama3Template = headerTemplate({
  startHeader: '<|start_header_id|>',
  endHeader: '<|end_header_id|>',
  endTurn: '<|eot_id|>',
})

/** Meta's page on the prompt format of Llama 4. */
export const llama4Template = headerTemplate({
  startHeader: '<|header_start|>',
  endHeader: '<|header_end|>',
  endTurn: '<|eot|>',
})

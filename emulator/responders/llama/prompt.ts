import type { Turn } from '../../answers/answers.ts'

/** The special tokens of a prompt template: `<begin>`, then turns of `<header>role<headerEnd>text<turnEnd>`. */
interface LlamaTemplate {
  begin: string
  header: string
  headerEnd: string
  turnEnds: string[]
  /** Splits a prompt at its tokens, which stay in the list at odd places. */
  tokens: RegExp
}

/** Sources: Meta's model cards, AWS's page on Llama. */
export const LLAMA_3_TEMPLATE: LlamaTemplate = {
  begin: '<|begin_of_text|>',
  header: '<|start_header_id|>',
  headerEnd: '<|end_header_id|>',
  turnEnds: ['<|eot_id|>', '<|eom_id|>'],
  tokens: /(<\|(?:begin_of_text|start_header_id|end_header_id|eot_id|eom_id)\|>)/,
}
export const LLAMA_4_TEMPLATE: LlamaTemplate = {
  begin: '<|begin_of_text|>',
  header: '<|header_start|>',
  headerEnd: '<|header_end|>',
  turnEnds: ['<|eot|>', '<|eom|>'],
  tokens: /(<\|(?:begin_of_text|header_start|header_end|eot|eom)\|>)/,
}

/** `ipython` brings what tools said. */
const ROLES = new Map<string, Turn['role']>([
  ['system', 'system'],
  ['user', 'user'],
  ['assistant', 'assistant'],
  ['ipython', 'tool'],
  ['tool', 'tool'],
])

const isBlank = (text: string): boolean => text.trim() === ''

/** The turns of a prompt; `undefined` when it does not follow the template. Space around texts is not part of them. */
function parseTurns(prompt: string, { begin, header, headerEnd, turnEnds, tokens }: LlamaTemplate): Turn[] | undefined {
  const pieces = prompt.split(tokens)
  const turns: Turn[] = []
  let at = pieces[1] === begin && isBlank(pieces[0]!) ? 2 : 0
  while (isBlank(pieces[at]!)) {
    if (at === pieces.length - 1) return turns
    const [start, name, end, text, turnEnd] = pieces.slice(at + 1, at + 6)
    const role = ROLES.get(name ?? '')
    if (start !== header || role === undefined || end !== headerEnd) return undefined
    turns.push({ role, text: text!.trim() })
    // The last turn is open: the model goes on from there.
    if (turnEnd === undefined) return turns
    if (!turnEnds.includes(turnEnd)) return undefined
    at += 6
  }
  return undefined
}

/**
 * What a prompt says, by the first of the templates that it follows; the empty turn in which the model is to answer is left
 * out. A prompt that follows none is one turn of the user.
 */
export function readLlamaPrompt(prompt: string, templates: LlamaTemplate[]): Turn[] {
  for (const template of templates) {
    const turns = parseTurns(prompt, template) ?? []
    const isOpen = turns.at(-1)?.role === 'assistant' && turns.at(-1)?.text === ''
    const said = isOpen ? turns.slice(0, -1) : turns
    if (said.length > 0) return said
  }
  return [{ role: 'user', text: prompt }]
}

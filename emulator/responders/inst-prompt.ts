import type { Turn } from '../answers/answers.ts'

const TOKENS = /(<s>|<\/s>|\[INST\]|\[\/INST\])/

type Place = 'between' | 'user' | 'assistant'

/** Where a text stands after a token, by where the text before it stood. What is missing here breaks the template. */
const NEXT: Record<Place, Record<string, Place | undefined>> = {
  between: { '<s>': 'between', '[INST]': 'user' },
  user: { '[/INST]': 'assistant' },
  // Real code leaves `</s>` out.
  assistant: { '</s>': 'between', '[INST]': 'user' },
}

/** The turns of a prompt; `undefined` when it does not follow the template. Space around texts is not part of them. */
function parseTurns(prompt: string): Turn[] | undefined {
  const pieces = prompt.split(TOKENS)
  const turns: Turn[] = []
  let place: Place = 'between'
  for (let at = 0; at < pieces.length; at += 2) {
    const text = pieces[at]!.trim()
    const token = pieces[at + 1]
    if (place !== 'between') turns.push({ role: place, text })
    else if (text !== '') return undefined
    if (token === undefined) return place === 'user' ? undefined : turns
    const next: Place | undefined = NEXT[place][token]
    if (next === undefined) return undefined
    place = next
  }
  return undefined
}

/**
 * What a prompt says in the template that Llama 2 and Mistral's older models share: `<s>[INST] user [/INST] assistant </s>`,
 * again and again. The empty turn in which the model is to answer is left out. A prompt that does not follow it is one turn
 * of the user. Sources: AWS's page "Mistral AI text completion", meta-llama/llama.
 */
export function readInstPrompt(prompt: string): Turn[] {
  const turns = parseTurns(prompt) ?? []
  const isOpen = turns.at(-1)?.role === 'assistant' && turns.at(-1)?.text === ''
  const said = isOpen ? turns.slice(0, -1) : turns
  return said.length > 0 ? said : [{ role: 'user', text: prompt }]
}

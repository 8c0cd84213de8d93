// Writes docs/translation.md from the mappings' own tables: node docs/write-translation.ts
import { writeFileSync } from 'node:fs'
import { NEVER_SENT, type Fate } from '../translator/chat/parameters.ts'
import { SCHEMA_TOOL, WRAPPED } from '../translator/chat/schema-tool.ts'
import { mapping as converse } from '../translator/families/converse/index.ts'
import { loadMappings } from '../translator/families/index.ts'
import type { Mapping } from '../translator/families/mapping.ts'

const INTRODUCTION = `# What becomes of each OpenAI parameter

This page is printed from the tables that the translator runs on (\`node docs/write-translation.ts\`; a test holds it against
them). A parameter is

- **mapped**: the place in \`modelInput\` to which it is copied, with the model's bounds, or what the family makes of it;
- **dropped**: it has no effect on what the model says; it is left out and reported;
- **unsupported**: leaving it out would change the answer: the line is refused, or with \`--unsupported drop\` it is left out and
  reported; a value beyond a bound is refused in the same way, or moved to the bound;
- **refused**: the line is refused, whatever the options say.

\`null\`, and values that say what leaving the parameter out says (\`n: 1\`, a penalty of 0, \`logprobs: false\`), count as absent.
Parameters that are in no table are unsupported. \`messages\` of every family are read once: turns of one role are merged, results
of tools are gathered before what the user says next, blank texts are left out, https URLs of images are refused because
Bedrock fetches nothing.

A model that follows a schema in tools only is given a tool named \`${SCHEMA_TOOL}\`, which it must call; a schema that is
not of an object stands in it as \`${WRAPPED}\`. Its call comes back as the text of the answer. A model that is given one text
and knows no turns is sent them as lines that begin with \`User:\` and \`Bot:\`: Titan always, Command and Jurassic-2 where there
are several.
`

const isCommon = (name: string, fate: Fate): boolean =>
  Object.hasOwn(NEVER_SENT, name) && NEVER_SENT[name as keyof typeof NEVER_SENT] === fate

function describe(fate: Fate): string {
  if ('becomes' in fate) return fate.becomes
  if ('dropped' in fate) return `dropped. ${fate.dropped}`
  if ('unsupported' in fate) return `unsupported. ${fate.unsupported}`
  if ('refused' in fate) return `refused. ${fate.refused}`
  const { to, min, max } = fate
  const bounds = min === undefined && max === undefined ? '' : ` (${min ?? 'any'} to ${max ?? 'any'})`
  return `\`${to}\`${bounds}`
}

const toTable = (fates: Readonly<Record<string, Fate>>): string =>
  [
    '| parameter | becomes |',
    '| --- | --- |',
    ...Object.entries(fates).map(([name, fate]) => `| \`${name}\` | ${describe(fate).replaceAll('|', '\\|')} |`),
  ].join('\n')

function toSection(title: string, { kind, fates, extras }: Mapping): string {
  const own = Object.fromEntries(Object.entries(fates).filter(([name, fate]) => !isCommon(name, fate)))
  const common = kind === 'chat' ? ' (the rest as for all)' : ''
  const parts = [`## ${title}`, `OpenAI's parameters${common}:`, toTable(own)]
  if (Object.keys(extras).length > 0) parts.push("The model's own, beside them (`extra_body`):", toTable(extras))
  return `${parts.join('\n\n')}\n`
}

/** The whole page; prettier lays out its tables. */
export async function translationPage(): Promise<string> {
  const sections = Array.from(await loadMappings(), ([family, mapping]) => toSection(family, mapping))
  const common = `## All chat families\n\n${toTable(NEVER_SENT)}\n`
  return [INTRODUCTION, common, ...sections, toSection('Converse (`--converse`)', converse)].join('\n')
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(new URL('translation.md', import.meta.url), await translationPage())

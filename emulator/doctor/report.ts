import { styleText } from 'node:util'
import { escapeControls } from '../log.ts'
import type { Status } from './finding.ts'
import type { Row } from './run-checks.ts'

const MARKS: Record<Status, string> = { ok: 'ok', warning: 'warning', wrong: 'WRONG', skipped: '-' }
const STYLES: Record<Status, Parameters<typeof styleText>[0]> = {
  ok: 'green',
  warning: 'yellow',
  wrong: ['red', 'bold'],
  skipped: 'dim',
}

/** For people: a line for each check, the way out below it, and the counts. Colours only where the stream is a terminal. */
export function toText(rows: Row[], stream: NodeJS.WriteStream): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map(({ name, status, finding, remedy }) => {
    const mark = styleText(STYLES[status], MARKS[status].padEnd(7), { stream })
    // What servers said is in there.
    const line = `${mark}  ${name.padEnd(width)}  ${escapeControls(finding)}\n`
    return remedy === undefined ? line : `${line}${' '.repeat(9 + width)}  -> ${escapeControls(remedy)}\n`
  })
  return `${lines.join('')}\n${toCounts(rows)}\n`
}

function toCounts(rows: Row[]): string {
  const count = (status: Status): number => rows.filter((row) => row.status === status).length
  const warnings = count('warning')
  return `${count('ok')} ok, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${count('wrong')} wrong, ${count('skipped')} skipped`
}

export const isAllRight = (rows: Row[]): boolean => rows.every(({ status }) => status !== 'wrong')

/** For programs: one line. */
export const toJson = (rows: Row[]): string => `${JSON.stringify({ ok: isAllRight(rows), checks: rows })}\n`

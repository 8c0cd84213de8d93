import type { InputSummary, OutputSummary } from './index.ts'

/** Of each kind. */
export const MOST_ERRORS_SHOWN = 20

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What `translate input` says on stderr. */
export function toInputReport({ lineCount, recordCount, errorCount, losses, batchErrors }: InputSummary): string[] {
  return [
    ...batchErrors
      .slice(0, MOST_ERRORS_SHOWN)
      .map(({ line, code, message }) => `${line === null ? 'the file' : `line ${line}`}: ${code}: ${message}`),
    ...(batchErrors.length > MOST_ERRORS_SHOWN
      ? [`and ${counted(batchErrors.length - MOST_ERRORS_SHOWN, 'more error')}`]
      : []),
    ...losses.map(({ param, action, why, lines }) => `${param} ${action} in ${counted(lines, 'line')}: ${why}`),
    `${counted(lineCount, 'line')}, ${counted(recordCount, 'record')}, ${errorCount} refused`,
  ]
}

/** What `translate output` says on stderr. */
export function toOutputReport(summary: OutputSummary): string[] {
  const { lineCount, errorCount, losses, unusable, unusableCount } = summary
  const shown = unusable.slice(0, MOST_ERRORS_SHOWN)
  const left = unusableCount - shown.length
  return [
    ...shown.map(({ line, why }) => `line ${line} is no record: ${why}`),
    ...(left > 0 ? [`and ${counted(left, 'more line')} that ${left === 1 ? 'is' : 'are'} no record`] : []),
    ...losses.map(({ param, action, why, lines }) => `${param} ${action} in ${counted(lines, 'line')}: ${why}`),
    `${counted(lineCount, 'line')}, ${errorCount} failed; ${toCostReport(summary)}`,
  ]
}

function toCostReport({ tokens, unknownRecords, dollars }: OutputSummary): string {
  const sum = `${tokens.input} tokens in, ${tokens.output} out`
  if (unknownRecords > 0) return `${sum}, and ${counted(unknownRecords, 'record')} that do not tell theirs`
  return dollars === null ? `${sum}, at a price that is not known` : `${sum}, ${dollars.toFixed(6)} dollars`
}

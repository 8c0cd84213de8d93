import { expect, test } from 'vitest'
import { createLog, type LogLevel } from '../../emulator/log.ts'

const linesAt = (level: LogLevel): string[] => {
  const lines: string[] = []
  const log = createLog(level, (text) => void lines.push(text))
  log.debug('d')
  log.info('i')
  log.warn('w')
  log.error('e', new Error('why'))
  return lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, '').split('\n')[0]!)
}

test('a level shows its own lines and graver ones', () => {
  expect(linesAt('silent')).toEqual([])
  expect(linesAt('error')).toEqual(['error: e'])
  expect(linesAt('info')).toEqual(['i', 'warn: w', 'error: e'])
  expect(linesAt('debug')).toEqual(['d', 'i', 'warn: w', 'error: e'])
})

test('an error comes with its stack', () => {
  const lines: string[] = []
  createLog('error', (text) => void lines.push(text)).error('it broke', new TypeError('why'))
  expect(lines.join('')).toMatch(/error: it broke\nTypeError: why\n\s+at /)
})

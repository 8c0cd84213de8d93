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
  expect(lines.join('')).toMatch(/error: it broke\n {2}TypeError: why\n {6}at /)
})

test('nothing that a message or an error holds can be taken for another line or move the cursor', () => {
  const lines: string[] = []
  const key = 'a\n12:00:00 job zzz FAKE\r\u001b[2J\u007f\u009b1A\u2028\u202e.jsonl'
  const log = createLog('info', (text) => void lines.push(text))
  log.info(`cannot read ${key} \u00e9`)
  log.error('it broke', new Error(key))
  const escaped = 'a\\u000a12:00:00 job zzz FAKE\\u000d\\u001b[2J\\u007f\\u009b1A\\u2028\\u202e.jsonl'
  expect(lines[0]!.slice(9)).toBe(`cannot read ${escaped} \u00e9\n`)
  expect(lines[1]!.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/error: it broke$/),
    '  Error: a',
    `  ${escaped.slice('a\\u000a'.length)}`,
  ])
})

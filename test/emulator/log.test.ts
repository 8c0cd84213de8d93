import { describe, expect, test } from 'vitest'
import { createLog, RecentEvents, type Log, type LogLevel } from '../../emulator/log.ts'

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

describe('as JSON', () => {
  const eventOf = (write: (log: Log) => void): unknown => {
    const lines: string[] = []
    write(createLog('debug', (text) => void lines.push(text), { format: 'json' }))
    expect(lines).toHaveLength(1)
    expect(lines[0]!.indexOf('\n')).toBe(lines[0]!.length - 1)
    return JSON.parse(lines[0]!)
  }

  test('an event is one object in one line', () => {
    expect(eventOf((log) => log.info('two\nlines'))).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 'info',
      message: 'two\nlines',
    })
  })

  test('an error comes with its stack and with what it came from, and with the request that it belongs to', () => {
    const error = new TypeError('why', { cause: new Error('before') })
    expect(eventOf((log) => log.error('it broke', error, { requestId: 'id' }))).toMatchObject({
      level: 'error',
      requestId: 'id',
      error: {
        name: 'TypeError',
        message: 'why',
        stack: expect.stringMatching(/^TypeError: why\n +at /),
        cause: { name: 'Error', message: 'before' },
      },
    })
    expect(eventOf((log) => log.warn('it broke', 'no error'))).toMatchObject({ error: { message: 'no error' } })
  })

  test('an error that came from itself is told to an end', () => {
    const error = new Error('round')
    error.cause = error
    expect(JSON.stringify(eventOf((log) => log.error('it broke', error))).match(/"message":"round"/g)).toHaveLength(6)
  })

  test('nothing of it can move the cursor, and all of it can be read back', () => {
    const key = 'a\u001b[2J\u007f\u009b1A\u2028\u202e"\\.jsonl'
    const lines: string[] = []
    createLog('info', (text) => void lines.push(text), { format: 'json' }).info(key)
    expect(lines[0]).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}](?!$)/u)
    expect(JSON.parse(lines[0]!)).toMatchObject({ message: key })
  })
})

describe('recent events', () => {
  test('are the last ones, also of a level that is not shown, but for debug', () => {
    const recent = new RecentEvents()
    const log = createLog('silent', () => expect.unreachable(), { recent })
    for (let index = 0; index < 205; index += 1) log.info(String(index))
    log.debug('nobody needs this')
    expect(recent.entries).toHaveLength(200)
    expect(recent.entries.at(0)).toMatchObject({ message: '5' })
    expect(recent.entries.at(-1)).toMatchObject({ message: '204' })
  })

  test('are cut where they are long', () => {
    const recent = new RecentEvents()
    createLog('silent', () => expect.unreachable(), { recent }).warn('x'.repeat(5000))
    expect(recent.entries).toMatchObject([{ message: 'x'.repeat(4000) }])
  })

  test('are cut in the texts of their errors as well', () => {
    const recent = new RecentEvents()
    const error = new Error('y'.repeat(5000), { cause: new Error('z'.repeat(5000)) })
    createLog('silent', () => expect.unreachable(), { recent }).error('it broke', error)
    expect(recent.entries).toMatchObject([
      { error: { message: 'y'.repeat(4000), cause: { message: 'z'.repeat(4000) } } },
    ])
    expect(JSON.stringify(recent.entries).length).toBeLessThan(17_000)
  })
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

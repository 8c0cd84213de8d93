import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { isAllRight, toJson, toText } from '../../../emulator/doctor/report.ts'
import type { Row } from '../../../emulator/doctor/run-checks.ts'

const ROWS: Row[] = [
  { name: 'node', status: 'ok', finding: 'Node 24.0.0' },
  { name: 'credentials', status: 'wrong', finding: 'there are none', remedy: 'set some' },
  { name: 'data', status: 'warning', finding: 'little room', remedy: 'make some' },
  { name: 's3', status: 'skipped', finding: 'not needed: the S3 is embedded' },
]

const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), {
    isTTY,
    hasColors: () => true,
    getColorDepth: () => 24,
  }) as unknown as NodeJS.WriteStream

test('each check has a line with its mark, and the way out below it', () => {
  expect(toText(ROWS, stream(false))).toBe(`\
ok       node         Node 24.0.0
WRONG    credentials  there are none
                      -> set some
warning  data         little room
                      -> make some
-        s3           not needed: the S3 is embedded

1 ok, 1 warning, 1 wrong, 1 skipped
`)
})

test('marks have colours on a terminal only', () => {
  vi.stubEnv('FORCE_COLOR', undefined)
  vi.stubEnv('NO_COLOR', undefined)
  vi.stubEnv('NODE_DISABLE_COLORS', undefined)
  const [onTerminal, inPipe] = [toText(ROWS, stream(true)), toText(ROWS, stream(false))]
  vi.unstubAllEnvs()
  expect(onTerminal).toContain('\u001B[32mok     \u001B[39m  node')
  expect(inPipe).not.toContain('\u001B')
})

test('what a server says cannot steer the terminal, nor feign another line', () => {
  const row: Row = { name: 's3', status: 'wrong', finding: 'it says \u001B[2J\nok  s3', remedy: 'a\rb' }
  const text = toText([row], stream(false))
  expect(text).toContain('it says \\u001b[2J\\u000aok  s3\n')
  expect(text).toContain('-> a\\u000db\n')
})

test('warnings are all right, and what is wrong is not', () => {
  expect(isAllRight(ROWS)).toBe(false)
  expect(isAllRight(ROWS.filter(({ status }) => status !== 'wrong'))).toBe(true)
})

test('JSON is one line with all rows', () => {
  const text = toJson(ROWS)
  expect(text.trimEnd()).not.toContain('\n')
  expect(JSON.parse(text)).toEqual({ ok: false, checks: ROWS })
})

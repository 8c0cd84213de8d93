import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showProgress } from '../../emulator/progress.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const CLEAR = '\r\u001b[K'

function terminal(isTTY: boolean) {
  const written: string[] = []
  return { written, isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 }
}

test('what takes longer than two seconds is said on a terminal, in one line that goes away', () => {
  const screen = terminal(true)
  const progress = showProgress(screen)
  progress('pulling an image')
  vi.advanceTimersByTime(1999)
  expect(screen.written).toEqual([])
  vi.advanceTimersByTime(1001)
  expect(screen.written).toEqual([`${CLEAR}outcrop: pulling an image (2 s)`, `${CLEAR}outcrop: pulling an image (3 s)`])
  progress(undefined)
  vi.advanceTimersByTime(10_000)
  expect(screen.written.slice(2)).toEqual([CLEAR])
})

test('what is quick is not said, and what follows has its own two seconds', () => {
  const screen = terminal(true)
  const progress = showProgress(screen)
  progress('one')
  vi.advanceTimersByTime(1500)
  progress('two')
  vi.advanceTimersByTime(1500)
  expect(screen.written).toEqual([])
  vi.advanceTimersByTime(500)
  expect(screen.written).toEqual([`${CLEAR}outcrop: two (2 s)`])
})

test('nothing is said in a pipe', () => {
  const pipe = terminal(false)
  showProgress(pipe)('pulling an image')
  vi.advanceTimersByTime(60_000)
  expect(pipe.written).toEqual([])
})

import { escapeControls } from './log.ts'

/** In milliseconds: what is done sooner needs no word. */
const PATIENCE = 2000
const EVERY = 1000

const CLEAR = '\r\u001b[K'

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>

/** Says on a terminal what is waited for and for how long, in one line that goes away; nothing in a pipe or a file. */
export function showProgress(terminal: Terminal = process.stderr): (what: string | undefined) => void {
  if (!terminal.isTTY) return () => undefined
  let timer: NodeJS.Timeout | undefined
  let isShown = false
  return (what) => {
    clearTimeout(timer)
    if (isShown) terminal.write(CLEAR)
    isShown = false
    if (what === undefined) return
    const begun = Date.now()
    const show = (): void => {
      const seconds = Math.round((Date.now() - begun) / 1000)
      terminal.write(`${CLEAR}outcrop: ${escapeControls(what)} (${seconds} s)`)
      isShown = true
      timer = setTimeout(show, EVERY).unref()
    }
    timer = setTimeout(show, PATIENCE).unref()
  }
}

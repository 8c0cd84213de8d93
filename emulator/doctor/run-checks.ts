import { wrong, type Check, type Finding } from './finding.ts'

export type Row = { name: string } & Finding

/** In milliseconds: after this the checks are told to end. */
export const PATIENCE = 5_000
/** What those may take beyond it that clean up; after both, nothing is waited for any more. */
const GRACE = 2_500

/** All checks at once; each gives a row, whatever happens. The rows are in the order of the checks. */
export async function runChecks(checks: Check[], { patience = PATIENCE, grace = GRACE } = {}): Promise<Row[]> {
  const ending = new AbortController()
  const end = setTimeout(() => ending.abort(), patience)
  try {
    return await Promise.all(
      checks.map(async ({ name, look }) => ({ name, ...(await bounded(look, ending.signal, patience, grace)) })),
    )
  } finally {
    clearTimeout(end)
  }
}

const late = (time: number): Finding =>
  wrong(`could not be found out within ${time / 1000} s`, 'look at what is asked, and try again')

async function bounded(look: Check['look'], signal: AbortSignal, patience: number, grace: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined
  const overdue = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(late(patience + grace)), patience + grace)
  })
  try {
    return await Promise.race([look(signal), overdue])
  } catch (error) {
    return signal.aborted
      ? late(patience)
      : wrong(
          `could not be found out: ${(error as Error).message}`,
          'try again; if it stays so, it is a fault of Outcrop: please report it',
        )
  } finally {
    clearTimeout(timer)
  }
}

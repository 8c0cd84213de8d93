import { onTestFinished } from 'vitest'
import { RawConnection } from './exchange.ts'
import type { WireAnswer } from './wire-answer.ts'

/** A connection that is gone when the test ends. */
export function connect(url: string): RawConnection {
  const connection = new RawConnection(url)
  onTestFinished(async () => await connection[Symbol.asyncDispose]())
  return connection
}

/** The lines of a request's head, with the blank one behind them. */
export const head = (...lines: string[]): string => [...lines, '', ''].join('\r\n')

/** Sends bytes; resolves to the first answer, and rejects where the connection is closed without one. */
export async function ask(url: string, bytes: string | Buffer, method?: string): Promise<WireAnswer> {
  await using connection = new RawConnection(url)
  connection.write(bytes)
  const answer = await connection.answer(method)
  if (!answer)
    throw new Error(`the connection was closed without an answer to ${JSON.stringify(String(bytes).slice(0, 200))}`)
  return answer
}

/** All answers to bytes, behind which the server has to close the connection. */
export async function answersTo(url: string, bytes: string | Buffer): Promise<WireAnswer[]> {
  await using connection = new RawConnection(url)
  connection.write(bytes)
  const answers: WireAnswer[] = []
  for (let next = await connection.answer(); next; next = await connection.answer()) answers.push(next)
  return answers
}

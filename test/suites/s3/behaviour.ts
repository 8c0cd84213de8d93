import { elementOf } from '../../support/raw-http.ts'
import type { Subject } from './subject.ts'

/** One thing that every S3 does, seen from outside: what is observed is plain data, so that differences can be data too. */
export interface Behaviour {
  says: string
  observe: (s3: Subject) => Promise<unknown>
  /** What AWS is taken to do, and the embedded store does. */
  expected: unknown
}

export const behaviour = (says: string, observe: Behaviour['observe'], expected: unknown): Behaviour => ({
  says,
  observe,
  expected,
})

/** One behaviour for each row: `[what it says, what it is given, what is expected]`. */
export const each = <Given>(
  rows: readonly (readonly [says: string, given: Given, expected: unknown])[],
  observe: (s3: Subject, given: Given) => Promise<unknown>,
): Behaviour[] => rows.map(([says, given, expected]) => behaviour(says, (s3) => observe(s3, given), expected))

/** Status and code of an answer, such as `404 NoSuchKey`. */
export const outcomeOf = ({ status, body }: { status: number; body: string }): string =>
  [status, elementOf(body, 'Code')].filter((part) => part !== undefined).join(' ')

/** The same of a call of the SDK. */
export async function outcomeOfCall(call: Promise<{ $metadata: { httpStatusCode?: number } }>): Promise<string> {
  try {
    return String((await call).$metadata.httpStatusCode)
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } }
    if ($metadata === undefined) throw error
    return `${$metadata.httpStatusCode} ${name}`
  }
}

/** What is read of an answer of the SDK, or the code of the error that came in its place. */
export const readOrCode = async <Answer>(call: Promise<Answer>, read: (answer: Answer) => unknown): Promise<unknown> =>
  await call.then(read, (error: unknown) => (error as Error).name)

/** Some members of an answer. */
export const pick = <Value extends object, Name extends keyof Value>(value: Value, ...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, value[name]])) as Pick<Value, Name>

import type { S3Client } from '@aws-sdk/client-s3'

/** Stands between who sends a command and S3: may pass it on, and do something before, after or instead. */
export type Intercept = (command: { input: object }, pass: () => Promise<unknown>) => Promise<unknown>

/** The client, with something between it and its S3. */
export function interceptS3(client: S3Client, intercept: Intercept): S3Client {
  const send = client.send.bind(client) as (command: unknown, options: unknown) => Promise<unknown>
  return Object.assign(client, {
    send: (command: { input: object }, options: unknown) => intercept(command, () => send(command, options)),
  })
}

export const connectionLost = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

/** An error as the SDK makes it of an answer. */
export const answered = (status: number, code: string, message = 'no'): Error =>
  Object.assign(new Error(message), { name: code, $metadata: { httpStatusCode: status } })

/** Loses the answers to the first so many commands of a kind: S3 has done what they ask for. */
export const losingAnswers = (kind: new (...args: never[]) => unknown, times: number): Intercept => {
  let left = times
  return async (command, pass) => {
    const answer = await pass()
    if (command instanceof kind && left-- > 0) throw connectionLost()
    return answer
  }
}

/** Fails the first so many commands of a kind, which S3 never sees. */
export const failing = (kind: new (...args: never[]) => unknown, times: number, error: Error): Intercept => {
  let left = times
  return async (command, pass) => {
    if (command instanceof kind && left-- > 0) throw error
    return await pass()
  }
}

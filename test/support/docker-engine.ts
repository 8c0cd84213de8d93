import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json =
  (status: number, value: unknown): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

/** What every engine answers that has neither containers nor images. */
const EMPTY: [RegExp, Answer][] = [
  [/\/info$/, json(200, { ServerVersion: '28.1.1', OperatingSystem: 'test', OSType: 'linux', Architecture: 'x86_64' })],
  [/\/containers\/json/, json(200, [])],
  [/\/images\/.*\/json$/, json(404, { message: 'No such image: none' })],
]

/** Speaks as little of Docker's API as a start of MinIO asks for. Resolves to the environment in which it is found. */
export async function startDockerEngine(answers: Record<string, Answer>): Promise<NodeJS.ProcessEnv> {
  const own = Object.entries(answers).map(([path, answer]) => [new RegExp(path), answer] as const)
  const server = createServer((request, response) => {
    request.resume()
    const [, answer = json(404, { message: 'there is nothing' })] =
      [...own, ...EMPTY].find(([path]) => path.test(request.url!)) ?? []
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close().closeAllConnections())
  return {
    DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  }
}

export { json as dockerAnswer }

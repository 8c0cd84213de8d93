import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import type { DockerEngine } from '../../../emulator/s3-backend/docker-engine.ts'
import { findKept } from '../../../emulator/s3-backend/kept-minio.ts'
import { KEPT_LABELS } from '../../../emulator/s3-backend/minio-containers.ts'
import { answeringServer } from '../../support/answering-server.ts'

/** A Docker engine with one kept container, which runs; what listens behind its port answers as told. */
async function engineOver(answer: RequestListener): Promise<{ engine: DockerEngine; port: number }> {
  const { port } = await answeringServer(answer)
  const bindings = [{ HostPort: port }]
  const container = {
    inspect: async () => ({
      Config: { Labels: KEPT_LABELS },
      State: { Status: 'running', Running: true },
      NetworkSettings: { Ports: { '9000/tcp': bindings, '9001/tcp': bindings } },
    }),
  }
  const client = { container: { getById: () => container } }
  return { engine: { client, host: '127.0.0.1' } as unknown as DockerEngine, port: Number(port) }
}

test('a kept MinIO that leaves the first question without an answer is asked again', async () => {
  let asked = 0
  const { engine, port } = await engineOver((_request, response) => {
    asked += 1
    if (asked > 1) response.end()
  })
  expect(await findKept(engine, 'kept', undefined)).toEqual({ api: port, console: port })
  expect(asked).toBe(2)
})

test('whoever does not want to wait any longer need not wait for an answer', async () => {
  const stop = new AbortController()
  const { engine } = await engineOver(() => stop.abort(new Error('interrupted')))
  await expect(findKept(engine, 'kept', stop.signal)).rejects.toThrow('interrupted')
})

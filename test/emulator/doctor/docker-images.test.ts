import { describe, expect, test } from 'vitest'
import { checkImage, checkReaper } from '../../../emulator/doctor/docker-images.ts'
import { findEngine } from '../../../emulator/doctor/docker.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { dockerApi, MINIO_IMAGE, NO_ENGINE } from '../../support/docker-api.ts'

const { signal } = new AbortController()
const engineAt = (host: string) => findEngine([{ uri: `tcp://${host}`, from: undefined }], {}, signal)

describe('the image', () => {
  const lookAt = async (image: string, isNeeded = true) => {
    const { host } = await answeringServer(dockerApi())
    return await checkImage(image, await engineAt(host), isNeeded, signal)
  }

  test('is here', async () => {
    expect(await lookAt(MINIO_IMAGE)).toEqual({ status: 'ok', finding: `${MINIO_IMAGE} is here` })
  })

  test('that is not here is pulled at the start', async () => {
    expect(await lookAt('minio:other')).toEqual({
      status: 'warning',
      finding: 'minio:other is not here: the next start pulls it',
      remedy: 'to do it now: docker pull minio:other',
    })
  })

  test('that Docker stumbles over is wrong, in its words', async () => {
    expect(await lookAt('broken')).toEqual({
      status: 'wrong',
      finding: 'broken: Docker answers 500: the disk is broken',
      remedy: 'choose another with --s3-image',
    })
  })

  test('is not looked for without an engine, nor needed with another S3', async () => {
    expect(await checkImage(MINIO_IMAGE, NO_ENGINE, true, signal)).toEqual({
      status: 'skipped',
      finding: 'not checked: no Docker engine answers',
    })
    expect(await lookAt(MINIO_IMAGE, false)).toEqual({
      status: 'skipped',
      finding: `not needed: only --s3 minio uses ${MINIO_IMAGE}, which is here`,
    })
    expect(await checkImage(MINIO_IMAGE, NO_ENGINE, false, signal)).toMatchObject({ status: 'skipped' })
  })
})

describe('the reaper', () => {
  const lookAt = async (environment: NodeJS.ProcessEnv, isNeeded = true) => {
    const { host } = await answeringServer(dockerApi())
    return await checkReaper(environment, await engineAt(host), isNeeded, signal)
  }

  test('is here, under the name that is given', async () => {
    expect(await lookAt({ RYUK_CONTAINER_IMAGE: 'our/ryuk:1' })).toEqual({
      status: 'ok',
      finding: 'our/ryuk:1 is here',
    })
  })

  test('that is not here is pulled at the start, where it can be had', async () => {
    expect(await lookAt({})).toMatchObject({
      status: 'warning',
      finding: expect.stringContaining('testcontainers/ryuk, which clears up after testcontainers, is not here'),
      remedy: expect.stringContaining('TESTCONTAINERS_RYUK_DISABLED=true'),
    })
  })

  test('may be switched off, and is not needed with another S3', async () => {
    expect(await lookAt({ TESTCONTAINERS_RYUK_DISABLED: 'true' })).toMatchObject({ status: 'ok' })
    expect(await lookAt({}, false)).toMatchObject({ status: 'skipped' })
    expect(await checkReaper({}, NO_ENGINE, true, signal)).toMatchObject({
      status: 'skipped',
      finding: 'not checked: no Docker engine answers',
    })
  })
})

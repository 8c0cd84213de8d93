import * as fc from 'fast-check'
import { expect } from 'vitest'
import { faultOf } from './api-shapes.ts'
import { exchange } from './exchange.ts'
import { elementOf } from '../raw-http.ts'
import type { HostileRequest } from './requests.ts'
import { UPLOAD_ID } from './urls.ts'

const BUCKET = 'fuzz-bucket'

/** Requests that are sent. `OUTCROP_FUZZ_RUNS` has more of them sent, `OUTCROP_FUZZ_SEED` the same ones again. */
export const RUNS = Number(process.env['OUTCROP_FUZZ_RUNS'] || 600)
const SEED = process.env['OUTCROP_FUZZ_SEED']

const ADMITTED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
  'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
}

/** Makes what most requests are about, which one of them may have taken away; resolves to the id of an upload. */
export async function fillBucket(url: string): Promise<string> {
  const put = async (path: string, body = '') => await fetch(url + path, { method: 'PUT', headers: ADMITTED, body })
  await put(`/${BUCKET}`)
  for (const key of ['a', 'a%20key', 'part/of']) await put(`/${BUCKET}/${key}`, key)
  const upload = await fetch(`${url}/${BUCKET}/a?uploads`, { method: 'POST', headers: ADMITTED })
  const id = elementOf(await upload.text(), 'UploadId') ?? 'none'
  await put(`/${BUCKET}/a?uploadId=${id}&partNumber=1`, 'part')
  return id
}

/** The bytes with the id of the upload. Only URLs have it, so that no length changes. */
const withUpload = (bytes: Buffer, id: string): Buffer =>
  bytes.includes(UPLOAD_ID) ? Buffer.from(bytes.toString('latin1').replaceAll(UPLOAD_ID, id), 'latin1') : bytes

/** What is wrong with how the server at `url` deals with a request. */
export async function faultsOf(url: string, request: HostileRequest, uploadId: string): Promise<string[]> {
  const { api, method, bytes, isWhole } = request
  const { answers, fault } = await exchange(url, { bytes: withUpload(bytes, uploadId), method, isWhole })
  const shapes = answers.map((answer, at) => {
    // Behind the first one comes what the server took for another request.
    const wrong = at === 0 ? faultOf(answer, { api, method }) : faultOf(answer, { api: undefined })
    return wrong === undefined
      ? undefined
      : `${wrong}: ${JSON.stringify(answer)} ${JSON.stringify([...answer.headers])}`
  })
  return [...shapes, fault].filter((text) => text !== undefined)
}

/** Sends requests; fails with the seed and the bytes of the smallest that is dealt with wrongly. */
export async function fuzz(url: string, requests: fc.Arbitrary<HostileRequest>, runs: number): Promise<void> {
  let sent = 0
  let uploadId = ''
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      if (sent++ % 100 === 0) uploadId = await fillBucket(url)
      expect(await faultsOf(url, request, uploadId)).toEqual([])
    }),
    { numRuns: runs, ...(SEED && { seed: Number(SEED) }) },
  )
}

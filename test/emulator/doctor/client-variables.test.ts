import { expect, test } from 'vitest'
import { checkClientVariables } from '../../../emulator/doctor/client-variables.ts'

const URL_HERE = 'http://127.0.0.1:4747'
const look = (present: NodeJS.ProcessEnv, url = URL_HERE) => checkClientVariables(url, 'us-east-1', present)

test.each([
  [{}, 'AWS_ENDPOINT_URL is not set'],
  [{ AWS_ENDPOINT_URL: URL_HERE }, 'leads SDKs to Outcrop'],
  [{ AWS_ENDPOINT_URL: 'http://localhost:4747/' }, 'leads SDKs to Outcrop'],
  [{ AWS_PROFILE: '', HTTP_PROXY: '' }, 'AWS_ENDPOINT_URL is not set'],
  [{ HTTP_PROXY: 'http://proxy', NO_PROXY: 'a.example, 127.0.0.1' }, 'AWS_ENDPOINT_URL is not set'],
  [{ ALL_PROXY: 'http://proxy', no_proxy: '*' }, 'AWS_ENDPOINT_URL is not set'],
  [{ HTTPS_PROXY: 'http://proxy' }, 'AWS_ENDPOINT_URL is not set'],
])('%j is all right', async (present, words) => {
  expect(await look(present)).toEqual({ status: 'ok', finding: expect.stringContaining(words) })
})

test.each([
  [{ AWS_PROFILE: 'secret' }, 'AWS_PROFILE is set'],
  [{ AWS_ENDPOINT_URL_S3: 'http://secret' }, 'AWS_ENDPOINT_URL_S3 is set'],
  [{ AWS_SESSION_TOKEN: 'secret' }, 'AWS_SESSION_TOKEN is set'],
  [{ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is set'],
  [{ HTTP_PROXY: 'http://user:secret@proxy' }, 'HTTP_PROXY is set and NO_PROXY does not name 127.0.0.1'],
  [{ all_proxy: 'http://secret', NO_PROXY: '10.0.0.1' }, 'all_proxy is set and NO_PROXY does not name 127.0.0.1'],
  [
    { AWS_ENDPOINT_URL: 'https://user:secret@elsewhere.example/x' },
    'AWS_ENDPOINT_URL leads to https://elsewhere.example',
  ],
  [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4748' }, 'AWS_ENDPOINT_URL leads to http://127.0.0.1:4748'],
  [{ AWS_ENDPOINT_URL: 'secret' }, 'AWS_ENDPOINT_URL is no URL'],
])('%j leads past Outcrop, and no value of it is told', async (present, reason) => {
  const finding = await look(present)
  expect(finding).toEqual({
    status: 'warning',
    finding: `programs started here may go past Outcrop: ${reason}`,
    remedy: expect.stringContaining('eval "$(outcrop env)"'),
  })
  expect(JSON.stringify(finding)).not.toContain('secret')
})

test('with port 0 any port of this machine may be meant', async () => {
  const finding = await look({ AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' }, 'http://127.0.0.1:0')
  expect(finding.status).toBe('ok')
})

import { describe, expect, test } from 'vitest'
import { clientEnvironment, shellEnvironment } from '../../emulator/client-environment.ts'

test('a program finds Outcrop and nothing else', () => {
  const present = {
    AWS_ENDPOINT_URL_S3: 'http://elsewhere',
    AWS_ENDPOINT_URL_BEDROCK: 'x',
    AWS_PROFILE: 'work',
    PATH: '/bin',
  }
  const environment = clientEnvironment('http://127.0.0.1:4747', 'eu-west-1', present)
  expect(environment).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4747',
    AWS_ACCESS_KEY_ID: 'outcrop',
    AWS_SECRET_ACCESS_KEY: 'outcrop',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    OPENAI_BASE_URL: 'http://127.0.0.1:4747/v1',
    OPENAI_API_KEY: 'outcrop',
  })
  const unset = Object.keys(environment).filter((name) => environment[name] === undefined)
  expect(unset).toEqual(
    expect.arrayContaining([
      'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_BEDROCK', 'AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_CREDENTIAL_EXPIRATION', 'AWS_BEARER_TOKEN_BEDROCK',
      'HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    ]), // prettier-ignore
  )
  expect(environment).not.toHaveProperty('PATH')
})

test('a shell keeps its proxies for others, and reaches Outcrop without one', () => {
  const present = { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'a.example,127.0.0.1' }
  const environment = shellEnvironment('http://127.0.0.1:4747', 'eu-west-1', present)
  expect(environment).not.toHaveProperty('HTTPS_PROXY')
  expect(environment).toMatchObject({ NO_PROXY: 'a.example,127.0.0.1', no_proxy: '127.0.0.1', AWS_PROFILE: undefined })
})

describe('the S3 behind Outcrop', () => {
  const present = { OUTCROP_S3_ENDPOINT_URL: 'http://old', OUTCROP_S3_SECRET_ACCESS_KEY: 'old' }

  test('is said with its credentials where they are a container of ours', () => {
    const credentials = { accessKeyId: 'outcrop', secretAccessKey: 'outcrop-secret' }
    const s3 = { endpoint: 'http://127.0.0.1:9000', console: 'http://127.0.0.1:9001', credentials }
    expect(clientEnvironment('http://127.0.0.1:4747', 'us-east-1', {}, s3)).toMatchObject({
      AWS_ACCESS_KEY_ID: 'outcrop',
      AWS_SECRET_ACCESS_KEY: 'outcrop',
      OUTCROP_S3_ENDPOINT_URL: 'http://127.0.0.1:9000',
      OUTCROP_S3_CONSOLE_URL: 'http://127.0.0.1:9001',
      OUTCROP_S3_ACCESS_KEY_ID: 'outcrop',
      OUTCROP_S3_SECRET_ACCESS_KEY: 'outcrop-secret',
    })
  })

  test('is not said where there is nothing to say, and what was said earlier is taken back', () => {
    const without = clientEnvironment('http://127.0.0.1:4747', 'us-east-1')
    expect(Object.keys(without).filter((name) => name.startsWith('OUTCROP_S3'))).toEqual([])
    const s3 = { endpoint: 'http://new', console: undefined, credentials: undefined }
    const taken = clientEnvironment('http://127.0.0.1:4747', 'us-east-1', present, s3)
    expect(taken).toMatchObject({ OUTCROP_S3_ENDPOINT_URL: 'http://new', OUTCROP_S3_SECRET_ACCESS_KEY: undefined })
    expect(taken).not.toHaveProperty('OUTCROP_S3_CONSOLE_URL')
  })
})

import { expect, test } from 'vitest'
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

import { expect, test } from 'vitest'
import { describeJobs } from '../../suites/jobs.ts'
import { MODELS_WITH_RECORDS } from '../../support/records-of-families.ts'
import { startS3Server } from '../../support/s3-server.ts'

describeJobs(async () => {
  const server = await startS3Server()
  return { client: server.client(), [Symbol.asyncDispose]: async () => await server[Symbol.asyncDispose]() }
})

test.each([
  'claude-messages',
  'claude-text',
  'nova',
  'titan-text',
  'llama2',
  'llama3',
  'llama4',
  'mistral-text',
  'mistral-chat',
  'cohere-command',
  'ai21-j2',
  'openai-compat',
  'titan-embed-text-v2',
  'cohere-embed-v3',
  'cohere-embed-v4',
])('records of the family %s are among those that go through jobs', (family) => {
  const models = MODELS_WITH_RECORDS.filter((model) => model.family === family)
  expect(models.map(({ invocationType }) => invocationType)).toContain('InvokeModel')
})

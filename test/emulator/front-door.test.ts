import { expect, test } from 'vitest'
import { directionOf } from '../../emulator/front-door.ts'

const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`

const bedrock = { authorization: signedFor('bedrock') }
const s3 = { authorization: signedFor('s3') }
const bearer = { authorization: 'Bearer sk-1' }
const presigned = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260101%2Fus-east-1%2Fs3%2Faws4_request'

test.each([
  ['GET', '/model-invocation-jobs', bedrock, 'bedrock', '/model-invocation-jobs'],
  ['GET', '/anything/else', bedrock, 'bedrock', '/anything/else'],
  ['GET', '/bedrock/model-invocation-jobs?maxResults=1', bedrock, 'bedrock', '/model-invocation-jobs?maxResults=1'],
  ['GET', '/bedrock', bedrock, 'bedrock', '/'],
  ['POST', '/', { authorization: signedFor('sts') }, 'otherAws', '/'],
  ['POST', '/', { authorization: signedFor('iam') }, 'otherAws', '/'],
  ['PUT', '/bedrock/files/in/a.jsonl', {}, 's3', '/in/a.jsonl'],
  ['PUT', '/bedrock/files/in/a.jsonl', s3, 's3', '/in/a.jsonl'],
  ['PUT', '/model-invocation-job', s3, 's3', '/model-invocation-job'],
  ['PUT', '/_outcrop/health', s3, 's3', '/_outcrop/health'],
  ['PUT', '/v1/chat', s3, 's3', '/v1/chat'],
  ['GET', `/_outcrop/x?${presigned}`, {}, 's3', `/_outcrop/x?${presigned}`],
  ['GET', '/v1/a?AWSAccessKeyId=A&Signature=B&Expires=1', {}, 's3', '/v1/a?AWSAccessKeyId=A&Signature=B&Expires=1'],
  ['GET', '/v1/key', { host: 'data.s3.us-west-2.amazonaws.com' }, 's3', '/data/v1/key'],
  ['GET', '/_outcrop/key', { host: 'data.s3.localhost:4747' }, 's3', '/data/_outcrop/key'],
  ['GET', '/key', { host: 'data.localhost:4747' }, 's3', '/data/key'],
  ['GET', '/bedrock/files/x', { host: 'data.s3-eu-west-1.amazonaws.com' }, 's3', '/data/bedrock/files/x'],
  ['GET', '/_outcrop', {}, 'admin', '/_outcrop'],
  ['GET', '/_outcrop/health', {}, 'admin', '/_outcrop/health'],
  ['GET', '/_outcrop?x', {}, 'admin', '/_outcrop?x'],
  ['GET', '/_outcropping/key', {}, 's3', '/_outcropping/key'],
  ['GET', '/', { accept: 'text/html,*/*' }, 'admin', '/_outcrop'],
  ['GET', '/', {}, 's3', '/'],
  ['POST', '/bedrock/v1/batches', bearer, 'gateway', '/v1/batches'],
  ['GET', '/bedrock/model-invocation-jobs', {}, 'bedrock', '/model-invocation-jobs'],
  ['POST', '/v1/files', {}, 'gateway', '/v1/files'],
  ['GET', '/model_group/info', {}, 'gateway', '/model_group/info'],
  ['POST', '/files', bearer, 'gateway', '/v1/files'],
  ['GET', '/batches?limit=1', { 'x-portkey-api-key': 'k' }, 'gateway', '/v1/batches?limit=1'],
  ['PUT', '/files/a.jsonl', {}, 's3', '/files/a.jsonl'],
  ['GET', '/guardrails', bearer, 'bedrock', '/guardrails'],
  ['GET', '/guardrails?maxResults=1', bearer, 'bedrock', '/guardrails?maxResults=1'],
  ['DELETE', '/provisioned-model-throughput/x', bearer, 'bedrock', '/provisioned-model-throughput/x'],
  ['POST', '/async-invoke', bearer, 'bedrock', '/async-invoke'],
  ['GET', '/guardrails', {}, 's3', '/guardrails'],
  ['GET', '/guardrails/a/b/c', bearer, 's3', '/guardrails/a/b/c'],
  ['GET', '/some-bucket', bearer, 's3', '/some-bucket'],
  ['PUT', '/v1x/a', {}, 's3', '/v1x/a'],
  ['POST', '/model-invocation-job', {}, 'bedrock', '/model-invocation-job'],
  ['POST', '/model/x/invoke', {}, 'bedrock', '/model/x/invoke'],
  ['GET', '/model-invocation-jobs-of-mine/a', {}, 's3', '/model-invocation-jobs-of-mine/a'],
  ['PUT', '/some-bucket/some/key', {}, 's3', '/some-bucket/some/key'],
])('%s %s with %j goes to %s at %s', (method, url, headers, door, urlThere) => {
  expect(directionOf({ method, url, headers })).toEqual({ door, url: urlThere })
})

import { expect, test } from 'vitest'
import { DEFAULT_S3_IMAGE } from '../../emulator/s3-options.ts'
import { runSteps, workflowIn } from '../support/workflows.ts'

test('the workflow without Docker runs', async () => {
  const { runs, variables } = workflowIn('docs/s3.md', 'embedded')
  expect(runs).toHaveLength(2)
  expect(await runSteps(runs, variables)).toEqual({ code: 0, stdout: 'a body', stderr: '' })
})

test('the workflow with MinIO pulls the image that a start takes by itself', () => {
  const { runs, variables } = workflowIn('docs/s3.md', 'minio')
  expect(runs).toContain('docker pull $OUTCROP_S3_IMAGE')
  expect(variables).toEqual({ OUTCROP_S3: 'minio', OUTCROP_S3_IMAGE: DEFAULT_S3_IMAGE })
})

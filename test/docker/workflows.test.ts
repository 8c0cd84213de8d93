import { expect, test, vi } from 'vitest'
import { describeWithDocker } from '../support/docker.ts'
import { runSteps, workflowIn } from '../support/workflows.ts'

// Where several suites start containers at once, each start takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describeWithDocker('a workflow with MinIO', () => {
  test('runs, but for the pull', async () => {
    const { runs, variables } = workflowIn('docs/s3.md', 'minio')
    const own = Object.entries(process.env).filter(([name]) => /^(?:DOCKER|TESTCONTAINERS)_/.test(name))
    // Another port than 4747, which may be in use here.
    const environment = {
      ...Object.fromEntries(own),
      ...variables,
      OUTCROP_PORT: String(20_000 + (process.pid % 10_000)),
    }
    const steps = runs.filter((command) => !command.startsWith('docker '))
    const { code, stdout } = await runSteps(steps, environment)
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^ok +docker .*a body$/ms) })
  })
})

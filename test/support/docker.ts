// oxlint-disable vitest/no-conditional-tests, vitest/valid-title, vitest/valid-describe-callback, vitest/no-disabled-tests, vitest/expect-expect -- Whoever calls this names and writes the tests.
import { describe, test } from 'vitest'
import { whyNoDocker } from './why-no-docker.ts'

export { whyNoDocker } from './why-no-docker.ts'

const noDocker = await whyNoDocker()

/** Tests that need Docker. Without it they are skipped, and their name tells why; OUTCROP_REQUIRE_DOCKER=1 makes that a failure. */
export function describeWithDocker(name: string, tests: () => void, reason: string | undefined = noDocker): void {
  if (reason === undefined) describe(name, tests)
  else if (process.env['OUTCROP_REQUIRE_DOCKER'] === '1')
    test(name, () => {
      throw new Error(`OUTCROP_REQUIRE_DOCKER is 1, and ${reason}`)
    })
  else describe.skip(`${name} (skipped: ${reason})`, tests)
}

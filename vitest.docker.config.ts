import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/docker/**/*.test.ts'],
    globalSetup: ['test/support/why-no-docker.ts'],
    sequence: { shuffle: true },
    // Each file has a MinIO of its own.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

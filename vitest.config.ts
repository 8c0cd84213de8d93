import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests that need Docker: npm run test:docker
    exclude: ['test/docker/**'],
    sequence: { shuffle: true },
    // Tests wait for servers and programs as much as they compute: one core is not left idle for the main thread.
    maxWorkers: '100%',
    testTimeout: 20_000,
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests that need Docker: npm run test:docker
    exclude: ['test/docker/**'],
    sequence: { shuffle: true },
    testTimeout: 20_000,
  },
})

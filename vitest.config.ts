import { defineConfig } from 'vitest/config'

/** They take modules away from what they test, and whoever is in the same process would miss them. */
const ALONE = ['test/emulator/app-loading.test.ts', 'test/emulator/admin-api/loading.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/support/compile-cache.ts'],
    sequence: { shuffle: true },
    // Tests wait for servers and programs as much as they compute: one core is not left idle for the main thread.
    maxWorkers: '100%',
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          // Tests that need Docker: npm run test:docker
          exclude: ['test/docker/**', ...ALONE],
          // A process for each core reads Outcrop and the SDKs once, and not once for each file.
          isolate: false,
          setupFiles: ['test/support/left-as-found.ts'],
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE, sequence: { groupOrder: 1 } } },
    ],
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/kill/kill.test.ts'],
    env: { OUTCROP_KILL_ROUNDS: process.env['OUTCROP_KILL_ROUNDS'] || '200' },
  },
})

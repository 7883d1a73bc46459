import { defineConfig } from 'vitest/config'

/** The large figures: slow, thorough, run by `npm run test:full`. */
export default defineConfig({
  test: {
    name: 'full',
    include: ['test/full/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    passWithNoTests: true,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})

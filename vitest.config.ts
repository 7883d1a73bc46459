import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

const tests = ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts', 'bin/**/*.test.mjs']
const elsewhere = process.env.TEST_DATABASE_URL

const shared = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // How long something is waited for on a busy machine; it says nothing about how fast it is.
  expect: { poll: { timeout: 15_000 } },
}

/** The whole suite on an embedded PostgreSQL; the store's part once more on the server that `TEST_DATABASE_URL` names. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // A worker keeps what it imported: nearly every file needs the whole server, and nothing in it remembers a test.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: { ...shared, name: 'proffer', include: tests, exclude: ['**/node_modules/**', 'test/full/**'] },
      },
      ...(elsewhere === undefined
        ? []
        : [
            {
              test: {
                ...shared,
                name: 'store elsewhere',
                include: ['src/adapters/postgres/**/*.test.ts', 'test/store/**/*.test.ts'],
                provide: { serverGiven: elsewhere },
              },
            },
          ]),
    ],
  },
})

import { defineConfig } from 'vitest/config'

/** Against Stripe's own test mode, over the network: `npm run test:stripe`, never part of `npm test`. */
export default defineConfig({
  test: {
    name: 'stripe',
    include: ['test/stripe-mode/test-mode.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})

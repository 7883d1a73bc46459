import { expect, test } from 'vitest'
import { orderTypes } from '../src/order-types/registry.ts'
import { expectFaithfulOverHttp } from './fidelity/http.ts'
import { expectFaithful } from './fidelity/pure.ts'
import { exampleRequests } from './fidelity/requests.ts'
import { useApp } from './support/app.ts'

/** A preview is a promise: what it shows is what submitting saves, to the line, and what one refuses the other refuses. */

const app = useApp()

test.each(Object.keys(orderTypes))('%s has examples to generate orders from', (type) => {
  expect(exampleRequests(type).length, `no generator for ${type}: it has no examples`).toBeGreaterThan(0)
})

test(
  '2,000 states and orders of every type: the preview renders what the fold holds, and nothing else moved',
  () => expectFaithful(2_000),
  120_000,
)

test(
  '300 orders of every type over HTTP: previewed, submitted and read back; then all books add up',
  () => expectFaithfulOverHttp(app(), 300),
  180_000,
)

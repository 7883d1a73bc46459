import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { GatewayRefused, GatewayUnavailable } from '../../ports/payment-gateway.ts'
import { meaningOf } from './failures.ts'

const { errors } = Stripe
const said = { message: 'Invalid email address: ada@example.com', requestId: 'req_1' }

test.each<[string, Error, new (message: string) => Error]>([
  ['the connection failed', new errors.StripeConnectionError(said), GatewayUnavailable],
  ['too many requests', new errors.StripeRateLimitError({ ...said, statusCode: 429 }), GatewayUnavailable],
  ['a key in use', new errors.StripeAPIError({ ...said, statusCode: 409 }), GatewayUnavailable],
  ['a fault of Stripe', new errors.StripeAPIError({ ...said, statusCode: 500 }), GatewayUnavailable],
  [
    'keys that are not accepted',
    new errors.StripeAuthenticationError({ ...said, statusCode: 401 }),
    GatewayUnavailable,
  ],
  ['a key that may not', new errors.StripePermissionError({ ...said, statusCode: 403 }), GatewayUnavailable],
  [
    'a request that is wrong',
    new errors.StripeInvalidRequestError({ ...said, statusCode: 400 }),
    GatewayRefused,
  ],
  [
    'a key with other parameters',
    new errors.StripeIdempotencyError({ ...said, statusCode: 400 }),
    GatewayRefused,
  ],
])('%s', (_, error, kind) => {
  expect(meaningOf(error)).toBeInstanceOf(kind)
})

test('what is said for the log names the request, and repeats nothing that a buyer typed', () => {
  const error = new errors.StripeInvalidRequestError({
    ...said,
    type: 'invalid_request_error',
    statusCode: 400,
    code: 'email_invalid',
    param: 'email',
  })
  expect(String(meaningOf(error))).toBe(
    'GatewayRefused: Stripe answered 400 invalid_request_error email_invalid at email, request req_1',
  )
})

test('a bug stays a bug', () => {
  const bug = new TypeError('x is not a function')
  expect(meaningOf(bug)).toBe(bug)
})

import Stripe from 'stripe'
import { GatewayRefused, GatewayUnavailable } from '../../ports/payment-gateway.ts'

const { StripeError, StripeInvalidRequestError, StripeIdempotencyError } = Stripe.errors

/**
 * What a call that failed means to whoever asked. Only a request that Stripe understood and found wrong is a final no; a key that is
 * not accepted is an outage of ours. Stripe's own sentences may repeat what buyers typed, so they are left out.
 */
export function meaningOf(error: unknown): unknown {
  if (!(error instanceof StripeError)) return error
  const said = describe(error)
  const isFinal = error instanceof StripeInvalidRequestError || error instanceof StripeIdempotencyError
  return isFinal ? new GatewayRefused(said) : new GatewayUnavailable(said)
}

function describe({ statusCode, rawType, code, param, requestId }: InstanceType<typeof StripeError>): string {
  const words = [rawType, code, param && `at ${param}`].filter(Boolean).join(' ')
  const request = requestId === undefined ? '' : `, request ${requestId}`
  return statusCode === undefined
    ? 'no answer from Stripe'
    : `Stripe answered ${statusCode} ${words}${request}`
}

/** An intent that is not in a state for what was asked: somebody was quicker, or it is too late. */
export function isUnexpectedState(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError && error.code?.endsWith('_unexpected_state') === true
}

/** Stripe finds fault with one of these parameters. */
export function isAbout(error: unknown, params: readonly string[]): boolean {
  return error instanceof StripeInvalidRequestError && params.includes(error.param ?? '')
}

export function isMissing(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError && error.code === 'resource_missing'
}

export function isCardError(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeCardError
}

/**
 * An idempotency key under which nothing more will happen: Stripe repeats for a day the fault that the first try met, or that it came
 * too early, and takes a key with no other parameters.
 */
export function isKeyUsedUp(error: unknown): boolean {
  if (error instanceof StripeIdempotencyError) return true
  if (!(error instanceof StripeError) || error.headers?.['idempotent-replayed'] !== 'true') return false
  return (error.statusCode ?? 0) >= 500 || isUnexpectedState(error)
}

/** The same call, under the same key, is still being carried out for somebody else. */
export function isBeingCarriedOut(error: unknown): boolean {
  return error instanceof StripeError && error.code === 'idempotency_key_in_use'
}

import Stripe from 'stripe'
import type { Parts } from './client.ts'
import { isMissing, meaningOf } from './failures.ts'

/** Takes a saved card off its customer; one that is off already, or gone, is no mistake. */
export async function deleteMethod({ stripe }: Parts, reference: string): Promise<void> {
  try {
    await stripe.paymentMethods.detach(reference)
  } catch (error) {
    if (isMissing(error) || (await isDetached(stripe, error, reference))) return
    throw meaningOf(error)
  }
}

async function isDetached(stripe: Stripe, error: unknown, reference: string): Promise<boolean> {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false
  const method = await stripe.paymentMethods.retrieve(reference).catch(() => undefined)
  return method?.customer === null
}

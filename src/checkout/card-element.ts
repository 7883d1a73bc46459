import type { BasketAnswer } from '../contract/checkout.ts'
import type { Services } from '../ports/services.ts'

/** What a page is told of the gateway's card element. */
export function cardElementOf(
  { gateway }: Pick<Services, 'gateway'>,
  currency: string | undefined,
): BasketAnswer['gateway'] {
  const { kind, url, publishableKey = null, decimalsOf } = gateway.element
  return {
    kind,
    url,
    publishableKey,
    decimals: currency === undefined ? null : (decimalsOf?.(currency) ?? null),
  }
}

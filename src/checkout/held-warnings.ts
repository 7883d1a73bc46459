import type { BasketWarning } from '../domain/basket.ts'
import type { Offer } from '../domain/offer.ts'
import type { Services } from '../ports/services.ts'
import type { OfferedItem } from './offered-items.ts'

/** Tells the maker of a link that the account's owner has the product already. */
export async function warnOfHeld(
  services: Pick<Services, 'db'>,
  accountId: string | undefined,
  lines: readonly OfferedItem[],
): Promise<readonly BasketWarning[]> {
  if (accountId === undefined) return []
  const held = new Set(
    await services.db.read.checkout.heldByAccount(accountId, {
      offerIds: lines.map(({ offer }) => offer.id),
      productPaths: lines.flatMap(({ offer }) => offer.products.map((product) => product.path)),
    }),
  )
  return lines
    .filter(({ offer }) => held.has(offer.id) || offer.products.some((product) => held.has(product.path)))
    .map(({ offer }) => ({
      code: 'existing_subscription',
      message: `The owner of this account already holds ${offer.displayName}; ${consequence(offer)}.`,
    }))
}

function consequence(offer: Offer): string {
  return offer.blockMultiple
    ? 'it can be held once, so the order will be refused as long as that lasts'
    : 'this order would add another subscription'
}

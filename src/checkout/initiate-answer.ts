import type { InitiateAnswer } from '../contract/checkout.ts'
import type { LinkedBasket } from '../domain/basket.ts'
import { multiply, sum, toDecimal } from '../domain/money.ts'
import type { Secrets } from '../ports/secrets.ts'
import { pricedItem } from './basket-view.ts'
import { checkoutAddress, recoveryAddress } from './link-addresses.ts'
import type { OfferedItem } from './offered-items.ts'
import { fromCustomer } from './people.ts'
import { mainPrice } from './price-summary.ts'

/** What the maker of a link is told, now and whenever the same request comes again. */
export function initiateAnswerOf(
  secrets: Pick<Secrets, 'deriveToken'>,
  { basket, link }: LinkedBasket,
  lines: readonly OfferedItem[],
): InitiateAnswer {
  return {
    id: basket.id,
    linkId: link.id,
    assistedCheckoutLink: checkoutAddress(secrets, link),
    recoveryLink: recoveryAddress(secrets, link),
    owner: basket.ownerId,
    expiresAt: link.expiresAt,
    completed: link.state === 'completed',
    order: {
      external_id: basket.externalId ?? null,
      checkoutId: basket.id,
      order_type: 'new',
      source: basket.source,
      initiated_source: basket.initiatedSource ?? null,
      country: basket.country ?? null,
      orderItems: lines.map((line) => pricedItem(line, basket.locale)),
      customerDetails: fromCustomer(basket.draft.customer),
      billingDetails: basket.draft.billing ?? null,
      deliveryDetails: basket.draft.delivery ?? null,
      customFields: { ...basket.customFields },
      tracking: { ...basket.tracking },
      promoCodes: [...basket.promoCodes],
      total: { amount: toDecimal(totalOf(lines), basket.currency), currency: basket.currency },
    },
    warnings: [...basket.warnings],
  }
}

/** The planner refused amounts that cannot be held exactly before there was a basket. */
function totalOf(lines: readonly OfferedItem[]): number {
  return (
    sum(lines.map(({ item, offer }) => multiply(mainPrice(offer)?.unitAmount ?? 0, item.quantity) ?? 0)) ?? 0
  )
}

import type { DiscountTerms } from '../../domain/discount-terms.ts'
import { toPercent } from '../../domain/money.ts'
import type { NewOrder, OrderEnvelope } from '../../domain/order.ts'

/** The part of a stored request that is shown: everything but the people, who stand with the customer. */
export interface ShownRequest {
  readonly orderDate: string | null
  readonly country: string | null
  readonly paymentType: string | null
  readonly isGift: boolean
  readonly isRedeem: boolean
  readonly orderItems: readonly unknown[]
  readonly orderDiscount: unknown
  readonly promoCodes: readonly string[]
  readonly tracking: Readonly<Record<string, unknown>>
  readonly customFields: Readonly<Record<string, unknown>>
}

/** How a request is kept on its order. The one place outside the engine that knows. */
interface StoredRequest {
  readonly order?: Partial<NewOrder>
  readonly envelope?: Partial<OrderEnvelope>
}

export function shownRequest(request: unknown): ShownRequest {
  const { order = {}, envelope = {} } = (request ?? {}) as StoredRequest
  return {
    orderDate: order.startAt ?? null,
    country: order.country ?? null,
    paymentType: order.paymentType ?? null,
    isGift: order.gift?.isGift ?? false,
    isRedeem: 'giftId' in order,
    orderItems: (order.items ?? []).map((item) => ({
      id: item.id,
      type: item.recordType,
      ...(item.parentId === undefined ? {} : { parentId: item.parentId }),
      offer: item.offer,
      quantity: item.quantity,
    })),
    promoCodes: order.promoCodes ?? [],
    orderDiscount: order.discount === undefined ? null : shownDiscount(order.discount),
    tracking: envelope.tracking ?? {},
    customFields: envelope.customFields ?? {},
  }
}

/** As a request has it. */
function shownDiscount({ name, percentage, amount, length, offers }: DiscountTerms) {
  return {
    name,
    discountOverrides: {
      ...(percentage === undefined
        ? { discountType: 'DiscountFixedAmount', amountDiscount: amount?.decimal, currency: amount?.currency }
        : { discountType: 'DiscountPercentage', percentageDiscount: toPercent(percentage) }),
      ...(length === undefined
        ? {}
        : {
            durationLength: length.count,
            durationType: length.unit[0]?.toUpperCase() + length.unit.slice(1),
          }),
      ...(offers === undefined ? {} : { orderItemsWithSpecifiedDiscount: { discountedOffers: offers } }),
    },
  }
}

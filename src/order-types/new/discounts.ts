import type { Message } from '../../domain/changeset.ts'
import { type DiscountTerms, discountEnd, fixedAmount, isFor } from '../../domain/discount-terms.ts'
import { discountMessage } from '../../domain/discount-words.ts'
import type { Facts } from '../../domain/facts.ts'
import { allocate, multiply } from '../../domain/money.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import type { Bundle, Line } from './bundle.ts'

/** A discount on a basket, shared out over what becomes of it. */
export interface BasketDiscount {
  /** Names it inside the order. */
  readonly key: string
  readonly terms: DiscountTerms
  /** Minor units for each bundle, in their order; absent: a percentage. */
  readonly shares: readonly number[] | undefined
  /** What it is booked on, where the catalogue or a promo code says. */
  readonly ref: SubscriptionOffer['offer']
}

const noRef = { id: '', version: '', path: '' }
const pointer = '/orderDiscount/discountOverrides'

/** The discount that the order brings itself; none, no discounts. */
export function orderDiscounts(
  terms: DiscountTerms | undefined,
  bundles: readonly Bundle[],
): readonly BasketDiscount[] | Refusal {
  if (terms === undefined) return []
  const stranger = terms.offers?.findIndex(
    (name) => !linesOf(bundles).some(({ offer }) => isNamed(offer, name)),
  )
  if (stranger !== undefined && stranger !== -1)
    return refuseAt(
      'invalid_request',
      `${pointer}/orderItemsWithSpecifiedDiscount/discountedOffers/${stranger}`,
      'The discount names an offer that is not ordered.',
    )
  const amount = fixedAmount(terms, bundles[0]?.base.offer.currency ?? '', pointer)
  if (isRefused(amount)) return amount
  return [onBasket(terms, bundles, { key: 'order', amount, ref: noRef })]
}

/** A fixed amount is split over the subscriptions by what they charge for a period, so that it is given exactly once. */
export function onBasket(
  terms: DiscountTerms,
  bundles: readonly Bundle[],
  { key, amount, ref }: { key: string; amount: number | undefined; ref: SubscriptionOffer['offer'] },
): BasketDiscount {
  const weights = bundles.map((bundle) => weightOf(coveredOf(terms, bundle)))
  const covered = bundles.map((bundle) => (coveredOf(terms, bundle).length > 0 ? 1 : 0))
  const isFree = weights.every((weight) => weight === 0)
  return {
    key,
    terms,
    shares: amount === undefined ? undefined : allocate(amount, isFree ? covered : weights),
    ref,
  }
}

/** The subscription offer that holds what one subscription gets of a discount; none where it gets nothing. */
export function toDiscountOffer(
  discount: BasketDiscount,
  { bundle, index }: { readonly bundle: Bundle; readonly index: number },
  held: {
    readonly subscription: Subscription
    readonly offers: readonly SubscriptionOffer[]
    readonly facts: Facts
  },
): readonly SubscriptionOffer[] {
  const { key, terms, shares, ref } = discount
  const share = shares?.[index]
  const isCovered = (at: number) => isLineCovered(terms, [bundle.base, ...bundle.addOns][at])
  const covered = held.offers.filter((_, at) => isCovered(at))
  const [first] = covered
  if (first === undefined || share === 0) return []
  const idKey = `subscription_offer/discount/${key}/${bundle.base.item.id}`
  const endOn = discountEnd(
    terms.length,
    covered.flatMap(({ charges }) => charges),
    first.startOn,
  )
  return [
    {
      ...first,
      id: held.facts.ids.id('subscription_offer', idKey),
      reference: held.facts.ids.reference(idKey),
      subtype: 'discount',
      name: terms.name,
      offer: ref,
      quantity: 1,
      endOn,
      charges: [],
      discount: {
        name: terms.name,
        ...(terms.percentage === undefined ? {} : { percentage: terms.percentage }),
        ...(share === undefined ? {} : { amount: share }),
        ...(terms.offers === undefined ? {} : { subscriptionOfferIds: covered.map(({ id }) => id) }),
      },
    },
  ]
}

/** One note for each discount, however many subscriptions it is on. */
export function discountMessages(
  discounts: readonly BasketDiscount[],
  held: readonly SubscriptionOffer[],
  currency: string,
): readonly Message[] {
  return discounts.flatMap(({ terms, shares }) => {
    const made = held.filter(({ subtype, name }) => subtype === 'discount' && name === terms.name)
    const [first] = made
    if (first === undefined) return []
    const amount = shares?.reduce((sum, share) => sum + share, 0)
    return [
      discountMessage({
        name: terms.name,
        percentage: terms.percentage,
        amount,
        currency,
        endOn: first.endOn,
      }),
    ]
  })
}

function linesOf(bundles: readonly Bundle[]): readonly Line[] {
  return bundles.flatMap(({ base, addOns }) => [base, ...addOns])
}

function isNamed(offer: { readonly id: string; readonly path: string }, name: string): boolean {
  return offer.id === name || offer.path === name
}

function isLineCovered(terms: DiscountTerms, line: Line | undefined): boolean {
  return line !== undefined && isFor(terms, line.offer)
}

/** The lines of a bundle that a discount is for. */
export function coveredOf(terms: DiscountTerms, { base, addOns }: Bundle): readonly Line[] {
  return [base, ...addOns].filter((line) => isLineCovered(terms, line))
}

/** What lines charge for one period; for one that charges only once, that. */
function weightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { offer, item }) => {
    const recurring = offer.prices.find(({ kind }) => kind === 'recurring') ?? offer.prices[0]
    return sum + (multiply(recurring?.unitAmount ?? 0, item.quantity) ?? 0)
  }, 0)
}

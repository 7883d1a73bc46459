import { issueCustomerToken, type TokenServices } from '../access/tokens.ts'
import { type BasketAnswer, linkEventData } from '../contract/checkout.ts'
import { refusalToBuy } from '../domain/link.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { basketView } from './basket-view.ts'
import { findCustomerBasket, findLinkByToken, type LinkView } from './find-link.ts'
import type { PlanningServices } from './promo-warnings.ts'

type Needed = TokenServices & PlanningServices & Pick<Services, 'gateway' | 'sandbox'>

/** A basket in the hands of its customer: what the page shows, and the token to act on it. */
export interface OpenedBasket {
  readonly answer: BasketAnswer
  readonly token: string
}

/** Trades a link for its short token. Counts as an opening; the first one makes the link `opened`. */
export async function exchangeLink(services: Needed, linkToken: string): Promise<OpenedBasket | Refusal> {
  const view = await findLinkByToken(services, linkToken)
  if (isRefused(view)) return view
  const refusal = refusalToBuy(view.state)
  if (refusal !== undefined) return refusal
  const opened = await openLink(services, view)
  // Whoever ended the link in between was faster.
  if (opened === undefined) return exchangeLink(services, linkToken)
  return hand(services, opened)
}

/** A new token for a page that is still open, as long as its link lives. */
export async function renewToken(services: Needed, basketId: string): Promise<OpenedBasket | Refusal> {
  const view = await findCustomerBasket(services, basketId)
  if (isRefused(view)) return view
  return refusalToBuy(view.state) ?? hand(services, view)
}

async function openLink(services: Needed, view: LinkView): Promise<LinkView | undefined> {
  const { basket, link } = view
  const opened = await services.db.read.checkout.openLink({
    linkId: link.id,
    at: services.clock.now(),
    event: {
      id: services.random.id('event'),
      data: linkEventData({ ...basket, linkId: link.id, basketId: basket.id, expiresAt: link.expiresAt }),
    },
  })
  return opened && { ...view, link: opened, state: opened.state }
}

async function hand(services: Needed, view: LinkView): Promise<OpenedBasket> {
  const { basket, link } = view
  const { token } = await issueCustomerToken(services, {
    ownerId: basket.ownerId,
    linkId: link.id,
    basketId: basket.id,
  })
  return { answer: await basketView(services, view), token }
}

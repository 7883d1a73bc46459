import type { LinkedBasket } from '../domain/basket.ts'
import { type LinkState, linkStateAt, refusalToShow } from '../domain/link.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'

/** A basket seen through its link, and the state the link is in now by the business clock. */
export interface LinkView extends LinkedBasket {
  readonly state: LinkState
}

type Needed = Pick<Services, 'db' | 'clock' | 'secrets'>

/**
 * Finds a link by the token in its address; reads only. A completed link is found, so that its page can say so; one that is
 * unknown, over, or not begun is refused with the code of its state.
 */
export async function findLinkByToken(services: Needed, token: string): Promise<LinkView | Refusal> {
  const found = await services.db.read.checkout.findByToken(services.secrets.hash(token))
  return shown(services, found)
}

/** The same for the secret of a recovery link. */
export async function findLinkByRecovery(
  services: Needed,
  { basketId, secret }: { basketId: string; secret: string },
): Promise<LinkView | Refusal> {
  const found = await services.db.read.checkout.findByRecovery(basketId, services.secrets.hash(secret))
  return shown(services, found)
}

/** What a customer's token reaches: its one basket. Refused like its link would be. */
export async function findCustomerBasket(
  services: Pick<Services, 'db' | 'clock'>,
  basketId: string,
): Promise<LinkView | Refusal> {
  return shown(services, await services.db.read.checkout.findBasket(basketId))
}

function shown(services: Pick<Services, 'clock'>, found: LinkedBasket | undefined): LinkView | Refusal {
  if (found === undefined)
    return refuse(
      'link_unknown',
      'There is no such checkout link. Copy the whole address, or ask its sender.',
    )
  const state = linkStateAt(found.link, services.clock.now())
  return refusalToShow(state) ?? { ...found, state }
}

import type { Basket, LinkedBasket } from '../domain/basket.ts'
import type { Link, LinkState } from '../domain/link.ts'
import type { Instant } from '../domain/time.ts'

/** A basket with its link, ready to be written. `basket.ownerId` is the owner's id if a new one has to be made. */
export interface NewLink {
  readonly basket: Basket
  /** Of the request that made it: the same body again answers the same link. */
  readonly bodyHash: Buffer
  readonly link: Link
  readonly tokenHash: Buffer
  readonly recoveryHash: Buffer
  /** Canonical; its one owner becomes the basket's. Absent: a provisional owner. */
  readonly crmAccountId: string | undefined
  readonly event: { readonly id: string; readonly data: Readonly<Record<string, unknown>> }
}

export interface CheckoutStore {
  /**
   * Owner, basket, link and `checkout_link.created` in one statement. Answers the basket's owner,
   * or `undefined`, with nothing written, when the basket's id is taken.
   */
  readonly insertLink: (made: NewLink) => Promise<string | undefined>
  readonly findByToken: (tokenHash: Buffer) => Promise<LinkedBasket | undefined>
  readonly findByRecovery: (basketId: string, recoveryHash: Buffer) => Promise<LinkedBasket | undefined>
  readonly findBasket: (basketId: string) => Promise<LinkedBasket | undefined>
  /** The hash of the request that made this basket, and whose request it was. */
  readonly findOrigin: (basketId: string) => Promise<{ clientId: string; bodyHash: Buffer } | undefined>
  /** The basket and its link, the link's row locked until the transaction ends. */
  readonly lockLink: (basketId: string) => Promise<LinkedBasket | undefined>
  /** Moves the link when its stored state is one of `from`; answers whether it did. */
  readonly moveLink: (move: {
    basketId: string
    from: readonly LinkState[]
    to: LinkState
    at: Instant
  }) => Promise<boolean>
  /**
   * Counts one opening of a living link, makes an `active` one `opened`, and writes `checkout_link.opened` the first
   * time. `undefined` when the link has ended or has not begun.
   */
  readonly openLink: (open: {
    linkId: string
    at: Instant
    event: { readonly id: string; readonly data: Readonly<Record<string, unknown>> }
  }) => Promise<Link | undefined>
  /**
   * Which of these offers and products the owner of a CRM account holds through a subscription that is not over.
   * Costs the same however much the owner holds.
   */
  readonly heldByAccount: (
    crmAccountId: string,
    wanted: { readonly offerIds: readonly string[]; readonly productPaths: readonly string[] },
  ) => Promise<readonly string[]>
}

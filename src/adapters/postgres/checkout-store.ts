import type { Basket, BasketOrder, LinkedBasket } from '../../domain/basket.ts'
import type { Link } from '../../domain/link.ts'
import type { CheckoutStore, NewLink } from '../../ports/checkout-store.ts'
import { heldByAccountSql, insertLinkSql, linkedBasketSql, openLinkSql } from './checkout-sql.ts'
import { fromRow, toRow } from './rows.ts'
import type { Sql } from './sql.ts'

interface LinkedRow {
  readonly basket: object
  readonly link: object
  readonly order: object | null
}

export function checkoutStore(sql: Sql): CheckoutStore {
  const findLinked = async (by: keyof typeof linkedBasketSql, values: readonly unknown[]) => {
    const row = await sql.row<LinkedRow>(`checkout.find-${by}`, linkedBasketSql[by], values)
    return row && toLinkedBasket(row)
  }
  return {
    insertLink: async (made) => {
      const row = await sql.row<{ owner_id: string }>('checkout.insert-link', insertLinkSql, toValues(made))
      return row?.owner_id
    },
    findByToken: (tokenHash) => findLinked('token', [tokenHash]),
    findByRecovery: (basketId, recoveryHash) => findLinked('recovery', [basketId, recoveryHash]),
    findBasket: (basketId) => findLinked('basket', [basketId]),
    lockLink: (basketId) => findLinked('locked', [basketId]),
    findOrigin: async (basketId) => {
      const row = await sql.row(
        'checkout.find-origin',
        'select client_id, body_hash from baskets where id = $1',
        [basketId],
      )
      return row && fromRow<{ clientId: string; bodyHash: Buffer }>(row)
    },
    moveLink: async ({ basketId, from, to, at }) => {
      const moved = await sql.run(
        'checkout.move-link',
        'update links set state = $3, updated_at = $4 where basket_id = $1 and state = any($2)',
        [basketId, from, to, at],
      )
      return moved === 1
    },
    openLink: async ({ linkId, at, event }) => {
      const row = await sql.row('checkout.open-link', openLinkSql, [
        linkId,
        at,
        event.id,
        JSON.stringify(event.data),
      ])
      return row && fromRow<Link>(row)
    },
    heldByAccount: async (crmAccountId, { offerIds, productPaths }) => {
      const rows = await sql.rows<{ name: string }>('checkout.held-by-account', heldByAccountSql, [
        crmAccountId,
        offerIds,
        productPaths,
      ])
      return rows.map((row) => row.name)
    },
  }
}

function toValues(made: NewLink): readonly unknown[] {
  const { basket, link } = made
  const changedAt = { updatedAt: basket.createdAt }
  return [
    basket.ownerId,
    made.crmAccountId ?? null,
    basket.createdAt,
    JSON.stringify(toRow({ ...basket, ...changedAt, bodyHash: toBytea(made.bodyHash) })),
    JSON.stringify(
      toRow({
        ...link,
        ...changedAt,
        tokenHash: toBytea(made.tokenHash),
        recoveryHash: toBytea(made.recoveryHash),
      }),
    ),
    made.event.id,
    JSON.stringify(made.event.data),
  ]
}

/** How PostgreSQL reads bytes inside JSON. */
function toBytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}

function toLinkedBasket(row: LinkedRow): LinkedBasket {
  return {
    basket: withInstants(fromRow<Basket>(row.basket)),
    link: withInstants(fromRow<Link>(row.link)),
    order: row.order === null ? undefined : fromRow<BasketOrder>(row.order),
  }
}

/** Instants inside JSON come in PostgreSQL's own spelling. */
function withInstants<T extends object>(value: T): T {
  const fields = Object.entries(value).map(([key, field]) => [
    key,
    key.endsWith('At') && typeof field === 'string' ? new Date(field).toISOString() : field,
  ])
  return Object.fromEntries(fields) as T
}

import type { TestApp } from '../support/app.ts'
import type { Dice } from './requests.ts'
import type { Sold } from './shop.ts'

interface Drawn {
  readonly body: Record<string, unknown>
  readonly held: Sold
  readonly dice: Dice
}

const isUsed = `exists (select 1 from subscriptions o where o.payment ->> 'paymentMethodId' = m.id
  and o.status in ('Initial', 'pending', 'active'))`

/** Which of some subscriptions ($1) an order type can do something with; the others are there to be refused. */
const fitting: Readonly<Record<string, string>> = {
  pay_invoice: 'exists (select 1 from invoices i where i.subscription_ids @> array[s.id] and i.balance > 0)',
  delete_payment_method: `exists (select 1 from payment_methods m
    where m.customer_id = s.customer_id and m.deleted_at is null and not ${isUsed})`,
  renew: `s.term_end_on is not null and s.status in ('active', 'expired')`,
}

/** Those that fit, where there are any. */
export async function thatFit(
  { pool }: TestApp,
  type: string,
  held: readonly Sold[],
): Promise<readonly Sold[]> {
  const condition = fitting[type]
  if (condition === undefined) return held
  const ids = held.map(({ id }) => id)
  const { rows } = await pool.query<{ id: string }>(
    `select id from subscriptions s where s.id = any($1) and ${condition}`,
    [ids],
  )
  const fit = new Set(rows.map(({ id }) => id))
  return fit.size === 0 ? held : held.filter(({ id }) => fit.has(id))
}

/** Where a request can name something that is there by its id, it does so now and then. */
export async function withIds(
  { pool }: TestApp,
  { body, held, dice }: Drawn,
): Promise<Record<string, unknown>> {
  const oneOf = async (text: string): Promise<string | undefined> => {
    const { rows } = await pool.query<{ id: string }>(text, [held.id])
    return rows[dice.turn % Math.max(1, rows.length)]?.id
  }
  switch (body.order_type) {
    case 'update_subscription': {
      const id = await oneOf(
        `select id from pending_changes where subscription_id = $1 and status = 'pending' order by 1`,
      )
      return id === undefined || dice.turn % 3 > 0 ? body : { ...body, updates: [{ type: 'withdraw', id }] }
    }
    case 'credit_memo': {
      const invoiceItemId = await oneOf(
        `select line ->> 'id' as id from invoices, jsonb_array_elements(lines) line where subscription_ids @> array[$1] order by 1`,
      )
      const { amount, ...rest } = body
      return invoiceItemId === undefined || dice.turn % 2 > 0
        ? body
        : { ...rest, items: [{ invoiceItemId, amount }] }
    }
    case 'delete_payment_method': {
      const id = await oneOf(
        `select m.id from payment_methods m join subscriptions s using (customer_id)
         where s.id = $1 and m.deleted_at is null and ${dice.turn % 4 === 0 ? '' : 'not '}${isUsed} order by 1`,
      )
      return id === undefined ? body : { ...body, paymentMethod: { id } }
    }
    default:
      return body
  }
}

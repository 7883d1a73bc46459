import type { Sql } from '../postgres/sql.ts'

const gateway = 'stripe'

/** Stripe's name of what we named `key`; absent: we never came to the point of telling. */
export async function recall(sql: Sql, key: string): Promise<string | undefined> {
  const row = await sql.row<{ reference: string }>(
    'stripe.recall',
    'select reference from gateway_references where gateway = $1 and key = $2',
    [gateway, key],
  )
  return row?.reference
}

/** Keeps Stripe's name under ours. With two at once the first counts; answers whether it was this one. */
export async function remember(sql: Sql, key: string, reference: string): Promise<boolean> {
  const written = await sql.run(
    'stripe.remember',
    'insert into gateway_references (gateway, key, reference) values ($1, $2, $3) on conflict do nothing',
    [gateway, key, reference],
  )
  return written === 1
}

export async function forget(sql: Sql, key: string, reference: string): Promise<void> {
  await sql.run(
    'stripe.forget',
    'delete from gateway_references where gateway = $1 and key = $2 and reference = $3',
    [gateway, key, reference],
  )
}

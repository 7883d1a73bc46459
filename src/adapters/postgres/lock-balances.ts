import type { Sql } from './sql.ts'

/**
 * Keeps everybody else from using the balance of these subscriptions' owners until the transaction ends. It belongs to all their
 * subscriptions, so the lock of one of those is not enough. Always in the same order, so that nobody waits for each other.
 */
export async function lockBalances(sql: Sql, subscriptionIds: readonly string[]): Promise<void> {
  await sql.run(
    'billing.lock-balances',
    `select 1 from credit_memos where remaining > 0
       and owner_id = any(array(select s.owner_id from subscriptions s where s.id = any($1::text[])))
     order by id for update`,
    [subscriptionIds],
  )
}

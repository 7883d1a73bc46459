import type pg from 'pg'
import { isRefused } from '../../domain/refusal.ts'
import type { Database, Stores } from '../../ports/database.ts'
import { accessStore } from './access-store.ts'
import { billingStore } from './billing-store.ts'
import { catalogStore } from './catalog-store.ts'
import { checkoutStore } from './checkout-store.ts'
import { clockRunStore } from './clock-run-store.ts'
import { collectionStore } from './collection-store.ts'
import { customerStore } from './customer-store.ts'
import { disputeStore } from './dispute-store.ts'
import { documentStore } from './document-store.ts'
import { eventStore } from './event-store.ts'
import { giftStore } from './gift-store.ts'
import { mailStore } from './mail-store.ts'
import { methodStore } from './method-store.ts'
import { noticeStore } from './notice-store.ts'
import { numberStore } from './number-store.ts'
import { objectStore } from './object-store.ts'
import { orderStore } from './order-store.ts'
import { ownerStore } from './owner-store.ts'
import { payLinkStore } from './pay-link-store.ts'
import { paymentImportStore } from './payment-import-store.ts'
import { promoCodeStore } from './promo-code-store.ts'
import { graphileQueue } from './queue.ts'
import { reconciliationStore } from './reconciliation-store.ts'
import { refundStore } from './refund-store.ts'
import { settingsStore } from './settings-store.ts'
import { type Sql, type SqlCounters, sqlOn } from './sql.ts'

export function openDatabase(pool: pg.Pool, counters: SqlCounters): Database {
  return {
    read: storesOn(sqlOn(pool, counters)),
    write: (work) => inTransaction(pool, counters, work),
  }
}

function storesOn(sql: Sql): Stores {
  return {
    access: accessStore(sql),
    billing: billingStore(sql),
    catalog: catalogStore(sql),
    checkout: checkoutStore(sql),
    clockRuns: clockRunStore(sql),
    collections: collectionStore(sql),
    disputes: disputeStore(sql),
    documents: documentStore(sql),
    customers: customerStore(sql),
    events: eventStore(sql),
    gifts: giftStore(sql),
    mails: mailStore(sql),
    notices: noticeStore(sql),
    methods: methodStore(sql),
    numbers: numberStore(sql),
    objects: objectStore(sql),
    orders: orderStore(sql),
    owners: ownerStore(sql),
    paymentImports: paymentImportStore(sql),
    payLinks: payLinkStore(sql),
    promoCodes: promoCodeStore(sql),
    queue: graphileQueue(sql),
    reconciliations: reconciliationStore(sql),
    refunds: refundStore(sql),
    settings: settingsStore(sql),
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  counters: SqlCounters,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(storesOn(sqlOn(client, counters)))
    await client.query(isRefused(result) ? 'rollback' : 'commit')
    counters.commits += 1
    return result
  } catch (error) {
    broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** Answers the error that makes the connection unfit for the next one, if there was any. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

import type { NumberedKind } from '../ports/number-store.ts'
import type { Services } from '../ports/services.ts'

const batchSize = 500

/**
 * Gives every invoice and credit memo that has none its number: without gaps, each once, in the order of issue of what is there.
 * Safe to kill, and any number of processes may try at once. Answers how many were numbered.
 */
export async function numberDocuments(services: Pick<Services, 'db' | 'settings'>): Promise<number> {
  const { invoiceNumberPrefix, creditMemoNumberPrefix } = services.settings()
  const invoices = await numberAll(services, 'invoices', invoiceNumberPrefix)
  return invoices + (await numberAll(services, 'credit_memos', creditMemoNumberPrefix))
}

async function numberAll({ db }: Pick<Services, 'db'>, kind: NumberedKind, prefix: string): Promise<number> {
  let total = 0
  for (;;) {
    const done = await db.write((stores) => stores.numbers.assign(kind, { prefix, limit: batchSize }))
    total += done
    if (done < batchSize) return total
  }
}

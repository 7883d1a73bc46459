import { toDecimal } from '../domain/money.ts'
import { postMails } from '../mail/outbox.ts'
import { renderOverdueMail } from '../pages/dunning-mail.ts'
import type { OverdueInvoice } from '../ports/billing-store.ts'
import type { NewEvent } from '../ports/event-store.ts'
import type { Mail } from '../ports/mailer.ts'
import { type DueContext, dueEvent, errorText } from './due-context.ts'
import { collectedOf } from './dunning-end.ts'
import { payLinkOf } from './pay-link.ts'

const batchSize = 100

/**
 * Invoices that the buyer pays by themselves and has not by the end of their due day: each is overdue once, is told of in an event and
 * the buyer in a mail, up to a hundred in one transaction. When a batch fails each of it is tried alone, and the ones that fail alone
 * rest. Answers how many. Nothing else follows: what is paid by invoice is not past due, and ends only by an order.
 */
export async function remindOverdue(context: DueContext): Promise<number> {
  const { log } = context.services
  let ids: readonly string[] = []
  const seen = (found: readonly OverdueInvoice[]) => {
    ids = found.map(({ invoice }) => invoice.id)
  }
  try {
    return await remind(context, { limit: batchSize, seen })
  } catch (error) {
    if (ids.length === 0) throw error
    log.warn({ count: ids.length, error: errorText(error) }, 'a batch of reminders failed')
    for (const id of ids) await remindAlone(context, id)
    return ids.length
  }
}

async function remindAlone(context: DueContext, only: string): Promise<void> {
  const { db, log } = context.services
  try {
    await remind(context, { limit: 1, only })
  } catch (error) {
    log.warn({ invoiceId: only, error: errorText(error) }, 'a reminder rests')
    await db.read.billing.recordFailure('reminder', only, errorText(error))
  }
}

interface Batch {
  readonly limit: number
  /** This invoice alone. */
  readonly only?: string
  readonly seen?: (found: readonly OverdueInvoice[]) => void
}

function remind(context: DueContext, { limit, only, seen }: Batch): Promise<number> {
  const { services, at } = context
  return services.db.write(async (stores) => {
    const overdue = await stores.billing.takeOverdue({ until: at, limit, only })
    seen?.(overdue)
    if (overdue.length === 0) return 0
    await stores.events.append(overdue.map((one) => eventOf(context, one)))
    await postMails(
      stores,
      overdue.flatMap((one) => mailOf(context, one)),
      at,
    )
    return overdue.length
  })
}

function eventOf(context: DueContext, { invoice }: OverdueInvoice): NewEvent {
  const { id, ownerId, orderId, reference, dueOn, balance, currency } = invoice
  return dueEvent(context, {
    type: 'invoice.overdue',
    ownerId,
    orderId,
    subjectId: id,
    data: { reference, dueDate: dueOn, balance: toDecimal(balance, currency), currency },
  })
}

/** Where there is an address. */
function mailOf({ services }: DueContext, overdue: OverdueInvoice): readonly Mail[] {
  const { invoice, customer } = overdue
  if (customer.email === undefined) return []
  // Where no gateway takes cards a link would lead to nothing.
  const payUrl = services.gateway.element.kind === 'none' ? undefined : payLinkOf(services, invoice.id).url
  const mail = renderOverdueMail(collectedOf(services, overdue), payUrl)
  return [{ key: `overdue/${invoice.id}`, to: customer.email, ...mail }]
}

import { toDecimal } from '../domain/money.ts'
import { renderOverdueMail } from '../pages/dunning-mail.ts'
import { type DueContext, dueEvent, errorText } from './due-context.ts'
import { collectedOf, tellBuyer } from './dunning-end.ts'
import { payLinkOf } from './pay-link.ts'

const batchSize = 20

/**
 * Invoices that the buyer pays by themselves and has not by the end of their due day: each is overdue once, is told of in an event and
 * the buyer in a mail. Answers how many. Nothing else follows: what is paid by invoice is not past due, and ends only by an order.
 */
export async function remindOverdue(context: DueContext): Promise<number> {
  const { db, log } = context.services
  const ids = await db.read.billing.findOverdue(context.at, context.clockRun === undefined ? batchSize : 1)
  for (const id of ids) {
    try {
      await remindOf(context, id)
    } catch (error) {
      log.warn({ invoiceId: id, error: errorText(error) }, 'a reminder rests')
      await db.read.billing.recordFailure('reminder', id, errorText(error))
    }
  }
  return ids.length
}

async function remindOf(context: DueContext, invoiceId: string): Promise<void> {
  await context.services.db.write(async (stores) => {
    const inHand = await stores.collections.takeInHand(invoiceId)
    // Somebody else was here, or it is paid.
    if (!(await stores.billing.markOverdue(invoiceId, context.at))) return
    const { invoice } = inHand
    const { ownerId, orderId, currency } = invoice
    await stores.events.append([
      dueEvent(context, {
        type: 'invoice.overdue',
        ownerId,
        orderId,
        subjectId: invoiceId,
        data: {
          reference: invoice.reference,
          dueDate: invoice.dueOn,
          balance: toDecimal(invoice.balance, currency),
          currency,
        },
      }),
    ])
    await tellBuyer(context, stores, {
      inHand,
      key: `overdue/${invoiceId}`,
      mail: renderOverdueMail(collectedOf(context.services, inHand), payUrlOf(context, invoiceId)),
    })
  })
}

/** Where no gateway takes cards a link would lead to nothing. */
function payUrlOf({ services }: DueContext, invoiceId: string): string | undefined {
  return services.gateway.element.kind === 'none' ? undefined : payLinkOf(services, invoiceId).url
}

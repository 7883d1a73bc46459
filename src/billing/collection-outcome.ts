import type { Change } from '../domain/change.ts'
import { emptyState } from '../domain/customer-state.ts'
import { nextTryOn, usualDunning } from '../domain/dunning.ts'
import { fold } from '../domain/fold.ts'
import type { Payment } from '../domain/invoice.ts'
import type { Instant, LocalDate } from '../domain/time.ts'
import { localDay, localMidnight } from '../domain/time-zone.ts'
import { renderDeclineMail, renderRecoveryMail } from '../pages/dunning-mail.ts'
import type { Collection, InvoiceInHand } from '../ports/collection-store.ts'
import type { Stores } from '../ports/database.ts'
import type { NewEvent } from '../ports/event-store.ts'
import { type DueContext, dueEvent, eventsOf } from './due-context.ts'
import { collectedOf, endAfterDunning, tellBuyer } from './dunning-end.ts'
import { payLinkOf } from './pay-link.ts'

/** The money is taken: writes down the payment and that the invoice is paid, in one transaction. */
export async function recordCapture(
  context: DueContext,
  collection: Collection,
  gatewayReference: string,
): Promise<void> {
  const { db } = context.services
  await db.write(async (stores) => {
    const inHand = await stores.collections.takeInHand(collection.invoiceId)
    const payment = paymentOf(context, { collection, inHand, gatewayReference })
    const changes: Change[] = [
      { kind: 'record_payment', payment },
      ...pastDueChanges(inHand, false, (id) => !inHand.pastDueElsewhere.has(id)),
    ]
    await endTry(stores, collection, { state: 'captured', nextAt: undefined, at: context.at })
    await saveChanges(stores, { inHand, at: context.at }, changes)
    const { invoice } = inHand
    await stores.events.append([
      ...eventsOf(context, changes, aboutInvoice(inHand)),
      dueEvent(context, {
        ...aboutInvoice(inHand),
        type: 'invoice.paid',
        data: { reference: invoice.reference, payment: payment.id },
      }),
    ])
    if (changes.some(({ kind }) => kind === 'set_past_due'))
      await tellBuyer(context, stores, {
        inHand,
        key: `recovered/${invoice.id}`,
        mail: renderRecoveryMail(collectedOf(context.services, inHand)),
      })
  })
}

/**
 * The bank said no: the subscription is past due, the next step of the ladder is set, and the buyer is told. After the last step the
 * subscription ends, where its offer says so. Throws while an order is past the point of no return: that comes first.
 */
export async function recordDecline(
  context: DueContext,
  collection: Collection,
  declineCode: string,
): Promise<void> {
  const { db } = context.services
  await db.write(async (stores) => {
    const inHand = await stores.collections.takeInHand(collection.invoiceId)
    if (inHand.isBeingOrdered) throw new Error('an order is about to pay for the subscription')
    const { balance } = inHand.invoice
    if (balance < collection.amount) return endForNothing(context, stores, { collection, balance })
    if (isPaidOtherwise(inHand, collection))
      return endOutdated(context, stores, { inHand, collection, declineCode })
    const nextOn = nextTry(inHand, context.at)
    const nextAt = nextOn && localMidnight(nextOn, zoneOf(inHand))
    await endTry(stores, collection, { state: 'declined', declineCode, nextAt, at: context.at })
    const changes = pastDueChanges(inHand, true, () => true)
    await saveChanges(stores, { inHand, at: context.at }, changes)
    const ended = nextOn === undefined ? await endAfterDunning(context, stores, inHand) : []
    const data = {
      reference: inHand.invoice.reference,
      attempt: collection.n,
      declineCode,
      nextAttemptAt: nextAt ?? null,
    }
    await stores.events.append([
      dueEvent(context, { ...aboutInvoice(inHand), type: 'invoice.collection_failed', data }),
      ...eventsOf(context, [...changes, ...ended], aboutInvoice(inHand)),
    ])
    await tellBuyer(context, stores, {
      inHand,
      key: `decline/${collection.invoiceId}/${collection.n}`,
      mail: renderDeclineMail(collectedOf(context.services, inHand), {
        declineCode,
        nextOn,
        hasEnded: ended.length > 0,
        payUrl: payLinkOf(context.services, collection.invoiceId).url,
      }),
    })
  })
}

/** It was paid or credited otherwise since it was tried: a decline of what is not owed any more is held against nobody. */
async function endForNothing(
  { at }: DueContext,
  { collections }: Pick<Stores, 'collections'>,
  { collection, balance }: { readonly collection: Collection; readonly balance: number },
): Promise<void> {
  await collections.mark(collection, { state: 'voided', at })
  await collections.schedule(collection.invoiceId, collection.n, balance > 0 ? at : undefined)
}

/** Has the subscription another means of payment since the try was begun? */
function isPaidOtherwise(
  { invoice, subscriptions }: InvoiceInHand,
  { paymentMethodId }: Collection,
): boolean {
  const payer = subscriptions.find(({ id }) => id === invoice.subscriptionIds[0])
  // Where there was nothing to try it with, as after its method was deleted, trying at once again would never end.
  if (payer === undefined || paymentMethodId === undefined) return false
  return payer.payment.paymentMethodId !== paymentMethodId
}

/** A decline of a means that is given up says nothing about the new one: that is tried at once, where it is a card. */
async function endOutdated(
  context: DueContext,
  stores: Stores,
  parts: { readonly inHand: InvoiceInHand; readonly collection: Collection; readonly declineCode: string },
): Promise<void> {
  const { inHand, collection, declineCode } = parts
  const { invoice, subscriptions } = inHand
  const byCard = subscriptions.some(
    ({ id, payment }) => id === invoice.subscriptionIds[0] && payment.type === 'card',
  )
  const nextAt = byCard ? context.at : undefined
  await endTry(stores, collection, { state: 'declined', declineCode, nextAt, at: context.at })
  const data = {
    reference: invoice.reference,
    attempt: collection.n,
    declineCode,
    nextAttemptAt: nextAt ?? null,
  }
  await stores.events.append([
    dueEvent(context, { ...aboutInvoice(inHand), type: 'invoice.collection_failed', data }),
  ])
}

/** Only what is not so already changes. */
function pastDueChanges(
  { subscriptions }: InvoiceInHand,
  pastDue: boolean,
  concerns: (subscriptionId: string) => boolean,
): Change[] {
  return subscriptions
    .filter((held) => held.pastDue !== pastDue && concerns(held.id))
    .map((held) => ({ kind: 'set_past_due', subscriptionId: held.id, pastDue }))
}

/** Comes first: a try that somebody else has taken up writes nothing. */
async function endTry(
  stores: Stores,
  collection: Collection,
  end: { state: 'captured' | 'declined'; declineCode?: string; nextAt: Instant | undefined; at: Instant },
): Promise<void> {
  await stores.collections.mark(collection, end)
  await stores.collections.schedule(collection.invoiceId, collection.n, end.nextAt)
  await stores.billing.clearFailures('invoice', [collection.invoiceId])
}

function nextTry({ invoice, subscriptions, declines }: InvoiceInHand, at: Instant): LocalDate | undefined {
  const [subscription] = subscriptions
  return nextTryOn(declines + 1, {
    policy: subscription?.dunning ?? usualDunning,
    firstOn: invoice.issuedOn,
    today: localDay(at, subscription?.timeZone ?? 'UTC'),
  })
}

function zoneOf({ subscriptions }: InvoiceInHand): string {
  return subscriptions[0]?.timeZone ?? 'UTC'
}

async function saveChanges(
  stores: Stores,
  { inHand, at }: { inHand: InvoiceInHand; at: Instant },
  changes: readonly Change[],
): Promise<void> {
  const before = { ...emptyState, invoices: [inHand.invoice], subscriptions: inHand.subscriptions }
  await stores.orders.saveState(before, fold(before, changes), at)
}

function paymentOf(
  { services, at }: DueContext,
  parts: { collection: Collection; inHand: InvoiceInHand; gatewayReference: string },
): Payment {
  const { invoice } = parts.inHand
  // The same try has the same payment, however often it is written down.
  const ids = services.random.idsFrom(`${invoice.id}:collect:${parts.collection.n}`)
  return {
    id: ids.id('payment', 'payment'),
    reference: ids.reference('payment'),
    ownerId: invoice.ownerId,
    customerId: invoice.customerId,
    orderId: invoice.orderId,
    invoiceId: invoice.id,
    paymentMethodId: parts.collection.paymentMethodId,
    status: 'captured',
    gateway: services.gateway.name,
    gatewayReference: parts.gatewayReference,
    currency: invoice.currency,
    amount: parts.collection.amount,
    capturedAt: at,
  }
}

function aboutInvoice({ invoice }: InvoiceInHand): Pick<NewEvent, 'ownerId' | 'subjectId' | 'orderId'> {
  return { ownerId: invoice.ownerId, subjectId: invoice.id, orderId: invoice.orderId }
}

import { askGateway } from '../payments/ask-gateway.ts'
import { collectionKey } from '../payments/payment-keys.ts'
import { type Collection, CollectionLost } from '../ports/collection-store.ts'
import { type GatewayPayment, GatewayRefused } from '../ports/payment-gateway.ts'
import { recordCapture, recordDecline } from './collection-outcome.ts'
import { type DueContext, errorText } from './due-context.ts'

/** Longer than the calls to a gateway take; a try whose process died is taken up again after it, or sooner. */
const leaseSeconds = 60

const batchSize = 8

/**
 * Collects open invoices whose day has come from the saved method of their subscription, and answers how many were tried.
 * Each try is committed before the gateway hears of it and goes on from where it was left, whoever takes it up.
 */
export async function collectDueInvoices(context: DueContext): Promise<number> {
  const { db, processId, random } = context.services
  const collections = await db.read.collections.claim({
    until: context.at,
    // One by one while a clock is moved, so that the same run gives the same events in the same order.
    limit: context.clockRun === undefined ? batchSize : 1,
    lease: { holder: `${processId}/${random.uuid()}`, seconds: leaseSeconds },
  })
  await Promise.all(collections.map((collection) => collectOrRest(context, collection)))
  return collections.length
}

async function collectOrRest(context: DueContext, collection: Collection): Promise<void> {
  const { db, log } = context.services
  try {
    await collect(context, collection)
  } catch (error) {
    if (error instanceof CollectionLost) return
    log.warn(
      { invoiceId: collection.invoiceId, n: collection.n, error: errorText(error) },
      'collection rests',
    )
    await db.read.billing.recordFailure('invoice', collection.invoiceId, errorText(error))
    await db.read.collections.release(collection)
  }
}

async function collect(context: DueContext, collection: Collection): Promise<void> {
  const { methodReference, gateway } = collection
  if (methodReference === undefined) return recordDecline(context, collection, 'no_payment_method')
  if (gateway !== context.services.gateway.name)
    throw new Error(`the saved method belongs to gateway ${gateway}, which is not configured`)
  if (collection.state === 'voiding') return voidAndEnd(context, collection)
  if (collection.state === 'capturing') return captureAndRecord(context, collection)
  const payment = await authorise(context, collection, methodReference).catch(finallyNo)
  if (payment.state === 'declined') return recordDecline(context, collection, payment.declineCode)
  if (payment.state === 'challenged') return declineUnseen(context, collection, payment.reference)
  const next = await passPointOfNoReturn(context, collection, payment.reference)
  const marked = { ...collection, gatewayReference: payment.reference }
  return next === 'capturing' ? captureAndRecord(context, marked) : voidAndEnd(context, marked)
}

/** A gateway that will not even try has declined. */
function finallyNo(error: unknown): Extract<GatewayPayment, { state: 'declined' }> {
  if (!(error instanceof GatewayRefused)) throw error
  return { state: 'declined', reference: '', declineCode: 'gateway_refused', retryable: false }
}

/** The bank wants to see a buyer who is away: whatever waits for them there is ended, and they are asked by mail. */
async function declineUnseen(context: DueContext, collection: Collection, reference: string): Promise<void> {
  const { gateway } = context.services
  const key = collectionKey(collection)
  await askGateway(gateway, key, {
    call: () => gateway.void({ key, reference }),
    isDone: ({ state }) => state === 'voided' || state === 'declined',
  })
  return recordDecline(context, collection, 'authentication_required')
}

function authorise(
  { services: { gateway, publicUrl } }: DueContext,
  collection: Collection,
  reference: string,
): Promise<GatewayPayment> {
  const { amount, currency, ownerId } = collection
  const payer = { ownerId, email: undefined }
  const key = collectionKey(collection)
  return askGateway(gateway, key, {
    call: () =>
      gateway.authorise({
        key,
        amount,
        currency,
        payer,
        source: { kind: 'saved', reference },
        offSession: true,
        returnUrl: publicUrl,
      }),
    isDone: () => true,
  })
}

/** Under lock: is the invoice still owed as it was authorised, and no order about to pay or lower it? Then the money is taken. */
async function passPointOfNoReturn(
  { services: { db }, at }: DueContext,
  collection: Collection,
  gatewayReference: string,
): Promise<'capturing' | 'voiding'> {
  return db.write(async (stores) => {
    const { invoice, isBeingOrdered } = await stores.collections.takeInHand(collection.invoiceId)
    const asAuthorised = invoice.balance === collection.amount && !isBeingOrdered
    const state = asAuthorised ? 'capturing' : 'voiding'
    await stores.collections.mark(collection, { state, gatewayReference, at })
    return state
  })
}

async function captureAndRecord(context: DueContext, collection: Collection): Promise<void> {
  const { gateway } = context.services
  const key = collectionKey(collection)
  const reference = referenceOf(collection)
  try {
    await askGateway(gateway, key, {
      call: () => gateway.capture({ key, reference, amount: collection.amount }),
      isDone: (payment) => payment.state === 'captured',
    })
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error
    return recordDecline(context, collection, 'capture_refused')
  }
  return recordCapture(context, collection, reference)
}

/** The invoice changed while it was authorised: nothing is taken, and what is still owed is tried anew. */
async function voidAndEnd({ services, at }: DueContext, collection: Collection): Promise<void> {
  const key = collectionKey(collection)
  await askGateway(services.gateway, key, {
    call: () => services.gateway.void({ key, reference: referenceOf(collection) }),
    isDone: (payment) => payment.state === 'voided',
  })
  await services.db.write(async (stores) => {
    const { invoice } = await stores.collections.takeInHand(collection.invoiceId)
    await stores.collections.mark(collection, { state: 'voided', at })
    await stores.collections.schedule(invoice.id, collection.n, invoice.balance > 0 ? at : undefined)
  })
}

function referenceOf({ invoiceId, n, gatewayReference }: Collection): string {
  if (gatewayReference === undefined) throw new Error(`collection ${invoiceId}:${n} has no gateway reference`)
  return gatewayReference
}

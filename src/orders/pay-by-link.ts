import { readPayToken } from '../billing/pay-link.ts'
import type { PayInvoice, PaymentChoice } from '../domain/order.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { OrderKey } from '../ports/order-store.ts'
import type { LinkedInvoice } from '../ports/pay-link-store.ts'
import type { Services } from '../ports/services.ts'
import type { OrderAnswer } from './answer.ts'
import type { OrderDraft } from './draft-order.ts'
import { outcomeOf } from './outcome.ts'
import { resumePayment } from './resume-payment.ts'
import { answerInTime, awaitResult } from './run-here.ts'
import { submitDraft, untilNobodyIsFaster } from './submit.ts'

/** What the holder of a payment link is told: nothing of the order but how it stands. */
export type PayAnswer = Pick<OrderAnswer, 'status' | 'nextAction'>

/** A card of the gateway's element; absent: what the subscription is charged with. */
export type CardGiven = Extract<PaymentChoice, { type: 'card' }> | undefined

/** Where an API client's name would stand, so that an invoice has one living order of its link and no second. */
const linkClient = 'pay-link'

/**
 * Pays the invoice of a payment link while its holder is there, so that their bank can ask for them. A card that is given takes the
 * place of the subscription's own. The same invoice again is answered with the order that stands; one that is paid is `complete`.
 */
export async function payByLink(
  services: Services,
  invoiceId: string,
  card: CardGiven,
): Promise<PayAnswer | Refusal> {
  const answer = await untilNobodyIsFaster(async () => {
    const linked = await services.db.read.payLinks.find(invoiceId)
    if (linked === undefined) return unknownInvoice
    if (linked.invoice.balance === 0) return paid
    const draft = await draftPayment(services, linked, card)
    if (isRefused(draft)) return draft
    const requestHash = services.secrets.hash(`pay ${invoiceId}`).toString('hex')
    return submitDraft(services, { draft, requestHash, immediately: true })
  })
  return withoutOrder(answer)
}

/** The holder is back from their bank: how the payment of this invoice stands, asked of the gateway where nobody knows yet. */
export async function resumeByLink(services: Services, invoiceId: string): Promise<PayAnswer | Refusal> {
  const linked = await services.db.read.payLinks.find(invoiceId)
  if (linked === undefined) return unknownInvoice
  if (linked.invoice.balance === 0) return paid
  const order = await services.db.read.orders.findLatest(keyOf(invoiceId))
  if (order === undefined) return refuse('not_found', 'Nobody has begun to pay this invoice by its link yet.')
  if (order.status === 'submitted' || order.status === 'processing')
    return withoutOrder(await awaitResult(services, order))
  if (order.status !== 'pending-payment') return withoutOrder(await outcomeOf(services, order))
  return withoutOrder(await answerInTime(services, order, { run: resumePayment(services, order) }))
}

/** The invoice behind a token. Refusals: `link_unknown`, `link_expired`. */
export async function findByPayToken(
  services: Pick<Services, 'db' | 'secrets' | 'clock'>,
  token: string,
): Promise<LinkedInvoice | Refusal> {
  const named = readPayToken(services, token)
  if (isRefused(named)) return named
  return (await services.db.read.payLinks.find(named.invoiceId)) ?? unknownInvoice
}

const unknownInvoice = refuse('link_unknown', 'No invoice has this payment link.')
const paid: PayAnswer = { status: 'complete' }

function keyOf(invoiceId: string): OrderKey {
  return { clientId: linkClient, orderType: 'pay_invoice', externalId: invoiceId }
}

/** Somebody else may have paid it in the meantime: nothing is left to do then, and all is well. */
function withoutOrder(answer: PayAnswer | Refusal): PayAnswer | Refusal {
  if (isRefused(answer))
    return answer.code === 'nothing_to_pay' ? paid : { ...answer, extra: publicly(answer) }
  const { status, nextAction } = answer
  return nextAction === undefined ? { status } : { status, nextAction }
}

function publicly({ extra }: Refusal): Refusal['extra'] {
  return Object.fromEntries(
    Object.entries(extra).filter(([name]) => name !== 'order_id' && name !== 'order_reference'),
  )
}

async function draftPayment(
  { db }: Pick<Services, 'db'>,
  { invoice, method }: LinkedInvoice,
  card: CardGiven,
): Promise<OrderDraft | Refusal> {
  const [payer] = invoice.subscriptionIds
  const found = payer && (await db.read.orders.findSubscription({ id: payer, reference: undefined }))
  if (!found)
    return refuse('payment_type_not_allowed', 'This invoice is for no subscription and is not paid here.')
  const payment = card ?? savedChoice(method)
  if (payment === undefined)
    return refuse('card_needed', 'No card is saved for this invoice. Use another card.')
  const order: PayInvoice = {
    type: 'pay_invoice',
    subscriptionId: found.id,
    subscriptionReference: found.reference,
    invoiceId: invoice.id,
    items: undefined,
    means: card === undefined ? savedChoice(method) : { type: 'card' },
    ...(card === undefined ? {} : { replacesCard: true }),
  }
  return {
    order,
    envelope: {
      externalId: invoice.id,
      initiatedSource: undefined,
      source: 'pay_link',
      processImmediately: true,
      ownerId: undefined,
      tracking: {},
      customFields: {},
      previewId: undefined,
      expectedFingerprint: undefined,
    },
    payment,
    linked: undefined,
    owner: { kind: 'known', id: found.ownerId },
    actor: 'customer',
    clientId: linkClient,
    externalKey: invoice.id,
  }
}

/** Means that another system holds cannot be charged here. */
function savedChoice(method: LinkedInvoice['method']) {
  if (method?.type !== 'card' || method.gatewayReference === undefined) return undefined
  return { type: 'saved', paymentMethodId: method.id } as const
}

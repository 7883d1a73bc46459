import Stripe from 'stripe'
import { type GatewayDispute, type GatewayNotice, NoticeRejected } from '../../ports/gateway-notice.ts'
import { fromStripeAmount } from './amounts.ts'
import { keyName } from './payments.ts'

/** Seconds by which Stripe's signature may be old: whoever records a notice cannot send it again later. */
const toleranceSeconds = 300

interface Message {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Throws `NoticeRejected` when the message does not bear the signature of this secret, or an old one. */
export async function readNotice(stripe: Stripe, secret: string, message: Message): Promise<GatewayNotice> {
  const signature = message.headers['stripe-signature']
  if (typeof signature !== 'string') throw new NoticeRejected('it bears no signature')
  try {
    const event = await stripe.webhooks.constructEventAsync(message.body, signature, secret, toleranceSeconds)
    return noticeOf(event)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError) && !(error instanceof SyntaxError))
      throw error
    throw new NoticeRejected('its signature is not of this secret, or too old')
  }
}

/** What an event tells us to look at. What somebody else asked Stripe for does not bear our key, and concerns us not. */
export function noticeOf(event: Stripe.Event): GatewayNotice {
  const { id } = event
  const { object } = event.data
  if (!('object' in object)) return { id, about: 'nothing' }
  switch (object.object) {
    case 'dispute':
      return { id, about: 'dispute', dispute: disputeOf(object) }
    case 'refund':
      // One without our key was made in Stripe's dashboard.
      return { id, about: 'refund', key: object.metadata?.[keyName], reference: object.id }
    case 'payment_intent':
    case 'setup_intent':
    case 'charge':
      return aboutPayment(id, object.metadata)
    default:
      return { id, about: 'nothing' }
  }
}

function aboutPayment(id: string, metadata: Stripe.Metadata | null): GatewayNotice {
  const key = metadata?.[keyName]
  return key === undefined ? { id, about: 'nothing' } : { id, about: 'payment', key }
}

function disputeOf(dispute: Stripe.Dispute): GatewayDispute {
  const { id, amount, currency, reason, status, payment_intent, charge, evidence_details } = dispute
  const payment = payment_intent ?? charge
  const due = evidence_details.due_by
  return {
    reference: id,
    paymentReference: typeof payment === 'string' ? payment : payment.id,
    amount: fromStripeAmount(amount, currency),
    currency: currency.toUpperCase(),
    reason,
    status: disputeStatus(status),
    evidenceDueAt: due === null ? undefined : new Date(due * 1000).toISOString(),
  }
}

/** An inquiry that was closed, or a dispute that was prevented, took no money. */
const closed: Readonly<Record<string, GatewayDispute['status']>> = {
  won: 'won',
  warning_closed: 'won',
  prevented: 'won',
  lost: 'lost',
}

export function disputeStatus(status: string): GatewayDispute['status'] {
  return closed[status] ?? 'open'
}

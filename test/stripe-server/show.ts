import type { Books, Charge, ConfirmationToken, Customer, Dispute, Intent, Method, Refund } from './books.ts'

/** How things look on the wire; `expand` names the ids that are replaced by what they name. */
export type Shown = Record<string, unknown>

export function showIntent(books: Books, intent: Intent, expand: readonly string[], origin: string): Shown {
  const error = intent.lastError
  const common: Shown = {
    id: intent.id,
    object: intent.kind,
    created: intent.created,
    livemode: false,
    status: intent.status,
    customer: intent.customer,
    metadata: intent.metadata,
    payment_method: methodOf(books, intent, expand),
    payment_method_types: ['card'],
    client_secret: `${intent.id}_secret_for_browsers`,
    next_action:
      intent.challenge === null
        ? null
        : {
            type: 'redirect_to_url',
            redirect_to_url: { url: `${origin}/3ds/${intent.challenge}`, return_url: intent.returnUrl },
          },
  }
  if (intent.kind === 'setup_intent') return { ...common, usage: 'off_session', last_setup_error: error }
  const charge = books.charges.get(intent.latestCharge ?? '')
  return {
    ...common,
    amount: intent.amount,
    currency: intent.currency,
    amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
    amount_received: intent.received,
    capture_method: 'manual',
    setup_future_usage: intent.setupFutureUsage,
    last_payment_error: error,
    latest_charge: charge && expand.includes('latest_charge') ? showCharge(charge) : intent.latestCharge,
  }
}

function methodOf(books: Books, { method }: Intent, expand: readonly string[]): unknown {
  const found = books.methods.get(method ?? '')
  return found && expand.includes('payment_method') ? showMethod(found) : method
}

export function showMethod(method: Method): Shown {
  return {
    id: method.id,
    object: 'payment_method',
    type: 'card',
    created: method.created,
    customer: method.customer,
    livemode: false,
    metadata: {},
    card: {
      brand: 'visa',
      last4: method.testCard.number.slice(-4),
      exp_month: method.expMonth,
      exp_year: method.expYear,
    },
  }
}

export function showToken(token: ConfirmationToken): Shown {
  const { customer: _, id: __, ...preview } = showMethod(token.method)
  return {
    id: token.id,
    object: 'confirmation_token',
    created: token.created,
    livemode: false,
    payment_intent: token.usedBy,
    payment_method_preview: preview,
  }
}

export function showCustomer({ id, created, email, metadata }: Customer): Shown {
  return { id, object: 'customer', created, email, metadata, livemode: false }
}

export function showCharge(charge: Charge): Shown {
  return {
    id: charge.id,
    object: 'charge',
    created: charge.created,
    amount: charge.amount,
    amount_captured: charge.captured,
    amount_refunded: charge.refunded,
    refunded: charge.refunded === charge.captured && charge.captured > 0,
    captured: charge.captured > 0,
    paid: charge.paid,
    currency: charge.currency,
    metadata: charge.metadata,
    outcome: charge.outcome,
    payment_intent: charge.intent,
    livemode: false,
  }
}

export function showRefund(refund: Refund): Shown {
  return {
    id: refund.id,
    object: 'refund',
    created: refund.created,
    amount: refund.amount,
    currency: refund.currency,
    charge: refund.charge,
    payment_intent: refund.intent,
    metadata: refund.metadata,
    status: refund.status,
  }
}

export function showDispute(dispute: Dispute): Shown {
  return {
    id: dispute.id,
    object: 'dispute',
    created: dispute.created,
    amount: dispute.amount,
    currency: dispute.currency,
    charge: dispute.charge,
    payment_intent: dispute.intent,
    reason: dispute.reason,
    status: dispute.status,
    evidence_details: { due_by: dispute.created + 7 * 86_400, has_evidence: false, submission_count: 0 },
    livemode: false,
    metadata: {},
  }
}

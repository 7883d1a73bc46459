import type { GatewayPayment, PaymentGateway } from '../../src/ports/payment-gateway.ts'

/** A gateway whose cards of one token have to be approved at the bank first, and the buyer at that bank. */
export interface Bank {
  readonly gateway: PaymentGateway
  /** The buyer says yes, wherever the bank asks; nothing happens once nobody waits for it. */
  readonly approve: (url: string) => void
  readonly refuse: (url: string) => void
  /** How its own books stand for an order: state and amount of each payment that it was asked about. */
  readonly booksOf: (orderId: string) => readonly [string, number][]
}

/** Any token that begins so is challenged; what comes after tells cards apart. */
export const challengedToken = 'tok_bank'

const addressOf = (key: string) => `https://bank.example.com/${encodeURIComponent(key)}`

/** Puts a bank before a gateway. What it approves is authorised there under the same key, as with every other card. */
export function bankBefore(inner: PaymentGateway): Bank {
  const answers = new Map<string, 'asked' | 'approved' | 'refused' | 'ended'>()
  const paid = (key: string, state: 'authorised' | 'captured' | 'voided'): GatewayPayment => ({
    state,
    reference: key,
    amount: amounts.get(key) ?? 0,
    methodReference: `gw_pm_${key}`,
    card: { brand: 'visa', last4: '3155', expiryMonth: 12, expiryYear: 2034 },
  })
  const amounts = new Map<string, number>()
  const stand = (key: string): GatewayPayment => {
    const refused = { state: 'declined', declineCode: 'authentication_failed', retryable: true } as const
    switch (answers.get(key)) {
      case 'asked':
        return { state: 'challenged', reference: key, url: addressOf(key) }
      case 'approved':
        return paid(key, 'authorised')
      case 'ended':
        return paid(key, 'voided')
      default:
        return { ...refused, reference: key }
    }
  }
  const knows = (key: string) => answers.has(key)
  const answer = (news: 'approved' | 'refused') => (url: string) => {
    const key = decodeURIComponent(url.split('/').at(-1) ?? '')
    if (answers.get(key) === 'asked') answers.set(key, news)
  }
  const captured = new Set<string>()
  const gateway: PaymentGateway = {
    ...inner,
    authorise: async (request) => {
      const isAsked = request.source.kind === 'token' && request.source.token.startsWith(challengedToken)
      if (!isAsked) return inner.authorise(request)
      if (!knows(request.key)) {
        answers.set(request.key, 'asked')
        amounts.set(request.key, request.amount)
      }
      return stand(request.key)
    },
    capture: async (request) => {
      if (!knows(request.key)) return inner.capture(request)
      captured.add(request.key)
      return paid(request.key, 'captured')
    },
    void: async (request) => {
      if (!knows(request.key)) return inner.void(request)
      if (answers.get(request.key) !== 'refused') answers.set(request.key, 'ended')
      return stand(request.key)
    },
    lookup: async (key) => {
      if (captured.has(key)) return paid(key, 'captured')
      return knows(key) ? stand(key) : inner.lookup(key)
    },
  }
  const booksOf = (orderId: string) =>
    [...answers.keys()]
      .filter((key) => key.startsWith(`${orderId}:`))
      .map((key) => [captured.has(key) ? 'captured' : stand(key).state, amounts.get(key) ?? 0] as const)
      .map(([state, amount]): [string, number] => [state, amount])
  return { gateway, approve: answer('approved'), refuse: answer('refused'), booksOf }
}

/** What the bank makes of a charge. */
export type Verdict =
  | { readonly is: 'approved' }
  | { readonly is: 'challenge' }
  | {
      readonly is: 'declined'
      readonly code: string
      readonly declineCode: string | undefined
      readonly blocked: boolean
    }

/** What the bank looks at. */
export interface Situation {
  readonly amount: number
  readonly offSession: boolean
  /** Saved for the customer before this charge. */
  readonly attached: boolean
  /** The cardholder passed a challenge when it was saved. */
  readonly authenticated: boolean
}

export interface TestCard {
  readonly number: string
  readonly judge: (situation: Situation) => Verdict
  /** Once the cardholder passed the challenge; a challenge again: the bank is not content. */
  readonly afterChallenge: Verdict
  readonly disputed: boolean
  readonly refund: 'succeeded' | 'pending'
}

const approved: Verdict = { is: 'approved' }
const challenge: Verdict = { is: 'challenge' }
const declined = (code: string, declineCode?: string): Verdict => ({
  is: 'declined',
  code,
  declineCode,
  blocked: false,
})
const generic = declined('card_declined', 'generic_decline')

const card = (number: string, more: Partial<TestCard> = {}): TestCard => ({
  number,
  judge: () => approved,
  afterChallenge: approved,
  disputed: false,
  refund: 'succeeded',
  ...more,
})

const declines = (number: string, verdict: Verdict) => card(number, { judge: () => verdict })

const always =
  (offSession: Verdict) =>
  (situation: Situation): Verdict =>
    situation.offSession ? offSession : challenge

const unlessSetUp = ({ offSession, authenticated }: Situation): Verdict => {
  if (authenticated) return approved
  return offSession ? declined('authentication_required', 'authentication_required') : challenge
}

const needed = declined('authentication_required', 'authentication_required')

/** Stripe's test cards, by the payment method that stands for each. */
export const testCards: Readonly<Record<string, TestCard>> = {
  pm_card_visa: card('4242424242424242'),
  pm_card_chargeDeclined: declines('4000000000000002', generic),
  pm_card_visa_chargeDeclined: declines('4000000000000002', generic),
  pm_card_visa_chargeDeclinedInsufficientFunds: declines(
    '4000000000009995',
    declined('card_declined', 'insufficient_funds'),
  ),
  pm_card_visa_chargeDeclinedLostCard: declines('4000000000009987', declined('card_declined', 'lost_card')),
  pm_card_chargeDeclinedExpiredCard: declines('4000000000000069', declined('expired_card')),
  pm_card_chargeDeclinedIncorrectCvc: declines('4000000000000127', declined('incorrect_cvc')),
  pm_card_chargeDeclinedProcessingError: declines('4000000000000119', declined('processing_error')),
  pm_card_radarBlock: declines('4100000000000019', {
    is: 'declined',
    code: 'card_declined',
    declineCode: 'fraudulent',
    blocked: true,
  }),
  // Can be saved; charging it once it is saved fails.
  pm_card_chargeCustomerFail: card('4000000000000341', {
    judge: ({ attached, amount }) => (attached && amount > 0 ? generic : approved),
  }),
  pm_card_authenticationRequired: card('4000002760003184', { judge: always(needed) }),
  pm_card_authenticationRequiredOnSetup: card('4000002500003155', { judge: unlessSetUp }),
  pm_card_threeDSecure2Required: card('4000000000003220', { judge: unlessSetUp }),
  pm_card_authenticationRequiredChargeDeclined: card('4000008400001629', {
    judge: always(needed),
    afterChallenge: generic,
  }),
  // None of Stripe's: the bank is never content with what the cardholder does.
  pm_card_challengeNeverPasses: card('4000000000003105', {
    judge: always(needed),
    afterChallenge: challenge,
  }),
  pm_card_createDispute: card('4000000000000259', { disputed: true }),
  pm_card_pendingRefund: card('4000000000007726', { refund: 'pending' }),
}

export function cardOfNumber(number: string): TestCard | undefined {
  return Object.values(testCards).find((one) => one.number === number)
}

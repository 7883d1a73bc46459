import type { ProblemKind } from './problems.ts'

/** What can be wrong with paying open invoices, and with the means of payment. */
export const paymentProblems = {
  card_number_not_allowed: {
    status: 400,
    title: 'Never send a card number',
    cause:
      'A field, a parameter or an `Idempotency-Key` holds what is a card number by its beginning, its length and its check digit, or the security code of a card. Nothing of the request was kept.',
    mend: 'Send the token that the card element made. An id of your own that looks like a card number by chance is taken with a letter next to its digits.',
  },
  payment_type_not_supported: {
    status: 400,
    title: 'This means of payment is not taken here',
    cause: 'The means of payment is part of the contract, but no gateway of this server takes it.',
    mend: 'Use a card, an invoice, or `external` for money that another system takes.',
  },
  nothing_to_pay: {
    status: 409,
    title: 'Nothing is open',
    cause: 'The invoice that should be paid, or every one of the subscription, is paid already.',
    mend: 'Read the invoices of the subscription: their `balance` is what is open.',
  },
  card_needed: {
    status: 409,
    title: 'A card is needed',
    cause: 'Nothing that can be charged is saved for this invoice, or it was deleted.',
    mend: 'Send the token of a card in `payment`.',
  },
  payment_method_needed: {
    status: 409,
    title: 'The payment method is still needed',
    cause: 'A subscription that renews itself, or has charges to come, is charged with it.',
    mend: 'Give the subscriptions named in `subscriptions` another method with `change_payment`, or cancel them; then delete it.',
  },
  notice_rejected: {
    status: 400,
    title: 'The notice does not come from the gateway',
    cause:
      'The message bears no signature of this gateway, a wrong one, or one that is too old; or a proxy has changed its bytes on the way. Nothing of it is kept.',
    mend: 'Compare the signing secret that the gateway shows for this address with the one in the configuration, and the clocks of both machines.',
  },
  more_than_open: {
    status: 400,
    title: 'More than is open',
    cause: 'An invoice, or a line of it, would be paid more than it still asks for.',
    mend: 'Pay at most the amount that the answer names.',
  },
} as const satisfies Record<string, ProblemKind>

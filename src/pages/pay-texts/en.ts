import type { PayTexts } from '../../contract/pay-texts.ts'

export const en: PayTexts = {
  confirmSubject: 'Please confirm your payment to {merchant}',
  confirmSentence:
    'Your bank wants you to confirm the payment of {amount} for {name} (invoice {reference}) before it is made.',
  confirmAction: 'Confirm the payment',
  payAction: 'Pay now',
  payOrChange: 'You can pay with the same card or use another one:',

  title: 'Your payment',
  heading: 'Pay {amount}',
  forWhat: 'For',
  invoice: 'Invoice',
  amountDue: 'Amount due',
  openSince: 'Open since',
  bankWants: 'Your bank wants you to confirm this payment.',
  failed: 'We could not collect this payment from your card.',
  confirmWith: 'Confirm with {card}',
  payWith: 'Pay with {card}',
  useAnother: 'Use another card',
  replaces: 'Your subscription is charged to this card from then on.',
  byCard: 'Pay by card',
  noCards: 'This invoice cannot be paid by card here. Please ask us how to pay it.',
  needsScript: 'Paying needs JavaScript. Please turn it on in your browser and load this page again.',

  checking: 'Asking your bank…',
  bankWaits: 'Your bank is still waiting for your confirmation.',
  toBank: 'Go to your bank',
  slow: 'This takes longer than usual. We are still working on it; you can close this page, and you are never charged twice.',
  tooMany: 'Too many cards were tried. Please wait a few minutes, then try again.',

  paidHeading: 'This invoice is paid',
  paidSentence: 'Thank you. There is nothing left to do.',
  paidOn: 'Paid on',
  paidWith: 'Paid with',
  amountPaid: 'Amount paid',

  unknownHeading: 'We do not know this payment link',
  unknownSentence: 'Please copy the whole link from the message you received.',
  expiredHeading: 'This payment link has expired',
  expiredSentence: 'Please use the link in our latest message, or ask us for a new one.',
}

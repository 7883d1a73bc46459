import type { ChallengeTexts } from './texts.ts'

export const en: ChallengeTexts = {
  bank: 'Test bank',
  heading: 'Is this payment yours?',
  sentence: '{merchant} asks for this payment from your card. It is taken only if you approve it.',
  checkHeading: 'May your card be saved?',
  checkSentence: '{merchant} asks to save your card for later payments. Nothing is charged now.',
  amount: 'Amount',
  nothing: 'Nothing now',
  merchant: 'To',
  card: 'From your card',
  approve: 'Approve',
  decline: 'Decline',
  explanation: 'A sandbox’s bank: no money moves. Choose what your customer would do.',

  back: 'Back to {merchant}',
  passedHeading: 'You approved this already',
  passedSentence: 'There is nothing more to do here.',
  failedHeading: 'This payment was declined',
  failedSentence: 'Nothing was charged. You can try again at the shop.',
  endedHeading: 'Nobody waits for this payment any more',
  endedSentence: 'The shop withdrew it. Nothing was charged, and nothing will be.',
  unknownHeading: 'There is no such payment',
  unknownSentence: 'This address leads to no payment that waits for you. Nothing was charged.',
  silentHeading: 'Your bank does not answer',
  silentSentence: 'Your answer may have arrived or not. Go back to the shop: it knows, and will tell you.',
}

/** Every text about gifts: the mail to the recipient, the claim page, the buyer's receipt. `{name}` is replaced. */
export interface GiftTexts {
  // the mail to the recipient
  readonly mailSubjectFrom: string
  readonly mailSubject: string
  readonly mailGreeting: string
  readonly mailGreetingPlain: string
  readonly givesYou: string
  readonly isGiven: string
  readonly lasts: string
  readonly claimAction: string
  readonly mailCode: string

  // the buyer's receipt
  readonly receiptHeading: string
  readonly handOver: string
  readonly sent: string
  readonly willBeSent: string
  readonly code: string
  readonly claimLink: string

  // what the buyer says of the recipient
  readonly recipient: string
  readonly recipientHint: string
  readonly recipientEmail: string
  readonly message: string
  readonly deliveryDate: string
  readonly deliveryDateHint: string

  // the claim page
  readonly title: string
  readonly from: string
  readonly forYou: string
  readonly nothingToPay: string
  readonly startsToday: string
  readonly startsOn: string
  readonly queued: string
  readonly claim: string
  readonly claiming: string
  readonly yours: string
  readonly enterCode: string
  readonly enterCodeSentence: string
  readonly codeHint: string
  readonly goOn: string
  readonly mistyped: string
  readonly unknownCode: string
  readonly tooMany: string

  // links that lead nowhere
  readonly unknownHeading: string
  readonly unknownSentence: string
  readonly claimedHeading: string
  readonly claimedSentence: string
  readonly refundedHeading: string
  readonly refundedSentence: string
}

/** Every text about paying an open invoice: the mails that bring its link, and the page behind it. `{name}` is replaced. */
export interface PayTexts {
  // the mails
  readonly confirmSubject: string
  readonly confirmSentence: string
  readonly confirmAction: string
  readonly payAction: string
  readonly payOrChange: string

  // the page
  readonly title: string
  readonly heading: string
  readonly forWhat: string
  readonly invoice: string
  readonly amountDue: string
  readonly openSince: string
  readonly bankWants: string
  readonly failed: string
  readonly confirmWith: string
  readonly payWith: string
  readonly useAnother: string
  readonly replaces: string
  readonly byCard: string
  readonly noCards: string
  readonly needsScript: string

  // while it is paid
  readonly checking: string
  readonly bankWaits: string
  readonly toBank: string
  readonly slow: string
  readonly tooMany: string

  // once it is paid
  readonly paidHeading: string
  readonly paidSentence: string
  readonly paidOn: string
  readonly paidWith: string
  readonly amountPaid: string

  // links that lead nowhere
  readonly unknownHeading: string
  readonly unknownSentence: string
  readonly expiredHeading: string
  readonly expiredSentence: string
}

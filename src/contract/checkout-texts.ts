/** Every text of the checkout page, its receipts and its mails; one file per language fills it in. `{name}` is replaced. */
export interface CheckoutTexts {
  // the frame
  readonly sandboxNote: string
  readonly needsScript: string
  readonly loading: string
  readonly checkoutTitle: string
  readonly requestId: string
  readonly contactSupport: string
  readonly tryAgain: string

  // what is bought
  readonly forWhom: string
  readonly yourOrder: string
  readonly showOrder: string
  readonly dueToday: string
  readonly includingTax: string
  readonly each: string
  readonly promoAdd: string
  readonly promoCode: string
  readonly promoApply: string
  readonly promoRemove: string
  readonly promoRemoveCode: string
  readonly promoApplied: string
  readonly promoDiscount: string
  readonly promoUnknown: string
  readonly promoNotStarted: string
  readonly promoExpired: string
  readonly promoUsedUp: string
  readonly promoNotForThese: string
  readonly promoNotCombinable: string
  readonly quantity: string
  readonly quantityBetween: string
  readonly quantitySteps: string
  readonly updatingTotal: string
  readonly totalFailed: string
  readonly chooseCountry: string

  // what happens next
  readonly freeUntil: string
  readonly startsOn: string
  readonly thenEvery: string
  readonly fromEvery: string
  readonly nextPayment: string
  readonly payOnce: string
  readonly everyDay: string
  readonly everyDays: string
  readonly everyWeek: string
  readonly everyWeeks: string
  readonly everyMonth: string
  readonly everyMonths: string
  readonly everyYear: string
  readonly everyYears: string

  // the form
  readonly contact: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly company: string
  readonly companyName: string
  readonly vatNumber: string
  readonly billingAddress: string
  readonly deliveryAddress: string
  readonly deliverToBilling: string
  readonly country: string
  readonly address1: string
  readonly address2: string
  readonly addAddress2: string
  readonly city: string
  readonly suburb: string
  readonly town: string
  readonly state: string
  readonly province: string
  readonly prefecture: string
  readonly postcode: string
  readonly zip: string
  readonly postalCode: string
  readonly choose: string
  readonly optional: string
  readonly change: string
  readonly changeOf: string

  // mistakes in it
  readonly checkTheseFields: string
  readonly fillIn: string
  readonly enterEmail: string
  readonly checkEmail: string
  readonly checkPostcode: string
  readonly checkQuantity: string
  readonly tooLong: string

  // payment
  readonly payment: string
  readonly payByCard: string
  readonly payByInvoice: string
  readonly invoiceHint: string
  readonly cardDetails: string
  readonly cardNumber: string
  readonly cardExpiry: string
  readonly cardExpiryFormat: string
  readonly cardCvc: string
  readonly testCardHint: string
  readonly cardIncomplete: string
  readonly cardNumberWrong: string
  readonly cardExpiryWrong: string
  readonly cardCvcWrong: string
  readonly cardNotForTests: string
  readonly cardNotReady: string
  readonly pay: string
  readonly startTrial: string
  readonly placeOrder: string
  readonly working: string

  // while the bank wants to see the buyer
  readonly bankAsking: string
  readonly bankAskingSentence: string
  readonly bankLeaving: string
  readonly bankLeavingSentence: string
  readonly bankWaits: string
  readonly bankWaitsSentence: string
  readonly bankContinue: string
  readonly payAnotherWay: string

  // what may come of it
  readonly declined: string
  readonly declinedFunds: string
  readonly declinedExpired: string
  readonly declinedChallenge: string
  readonly declinedAgain: string
  readonly declinedCode: string
  readonly declinedKind: string
  readonly declinedLate: string
  readonly declinedLeft: string
  readonly declinedMoved: string
  readonly priceChanged: string
  readonly stillWorking: string
  readonly reconnecting: string
  readonly connectionLost: string
  readonly notAccepted: string
  readonly ourMistake: string
  readonly paymentOpen: string

  // the receipt
  readonly thankYou: string
  readonly orderComplete: string
  readonly orderReceived: string
  readonly orderReference: string
  readonly copySent: string
  readonly period: string
  readonly whatStarts: string
  readonly startDate: string
  readonly charges: string
  readonly paidToday: string
  readonly total: string
  readonly stillToPay: string
  readonly cardEnding: string
  readonly cardCharged: string
  readonly printOrSave: string
  readonly viewInvoice: string
  readonly backTo: string
  readonly mailSubject: string
  readonly mailGreeting: string
  readonly mailReply: string
  readonly dunningSubject: string
  readonly dunningFailed: string
  readonly dunningNext: string
  readonly dunningLast: string
  readonly dunningEnded: string
  readonly overdueSubject: string
  readonly overdueText: string
  readonly overdueHelp: string
  readonly recoveredSubject: string
  readonly recoveredText: string

  // the other pages of the family
  readonly unknownHeading: string
  readonly unknownSentence: string
  readonly expiredHeading: string
  readonly expiredSentence: string
  readonly revokedHeading: string
  readonly revokedSentence: string
  readonly supersededHeading: string
  readonly supersededSentence: string
  readonly scheduledHeading: string
  readonly scheduledSentence: string
  readonly returnedHeading: string
  readonly returnedSentence: string
  readonly completedHeading: string
  readonly completedSentence: string
  readonly brokenHeading: string
  readonly brokenSentence: string
  readonly offlineHeading: string
  readonly offlineSentence: string
  readonly welcomeHeading: string
  readonly welcomeSentence: string
  readonly welcomeAction: string
}

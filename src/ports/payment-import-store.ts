/** An invoice that a payment from elsewhere names. */
export interface NamedInvoice {
  readonly id: string
  readonly currency: string
  /** The first subscription that it charges for. */
  readonly subscriptionId: string | undefined
}

/** Payments that another system took and that are recorded from a list. */
export interface PaymentImportStore {
  /** By id, or by the number that accounts know it by. */
  readonly findInvoice: (idOrNumber: string) => Promise<NamedInvoice | undefined>
  /** Whose order records this payment: this client's, unless another one was first. */
  readonly claim: (payment: {
    readonly source: string
    readonly reference: string
    readonly clientId: string
  }) => Promise<string>
}

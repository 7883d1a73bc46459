/** A saved method that its gateway is to forget. */
export interface ForgettableMethod {
  readonly paymentMethodId: string
  /** The gateway's own name of it. */
  readonly gatewayReference: string
}

/** Saved methods as their gateway keeps them. */
export interface MethodStore {
  /** In the transaction that deletes it. Nothing happens for a method that another system holds, or that is still saved under another id. */
  readonly forgetLater: (paymentMethodId: string) => Promise<void>
  /**
   * Takes those that nothing is being charged with, the oldest first. One that is not reported as forgotten comes again, later and
   * later, at most an hour apart.
   */
  readonly takeForgettable: (asked: {
    readonly gateway: string
    readonly limit: number
  }) => Promise<readonly ForgettableMethod[]>
  readonly markForgotten: (paymentMethodId: string) => Promise<void>
}

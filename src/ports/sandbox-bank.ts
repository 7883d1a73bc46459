/** A bank that wants to see its customer before it pays. */
export interface BankChallenge {
  /** Minor units; 0 where the card is only checked and saved. */
  readonly amount: number
  readonly currency: string
  readonly last4: string | undefined
  /** `ended`: whoever asked for the money lets go of it. */
  readonly state: 'open' | 'passed' | 'failed' | 'ended'
  /** Where the bank sends its customer afterwards. */
  readonly returnUrl: string
}

/** A buyer who told their bank that a payment was not right. */
export interface BankDispute {
  /** The gateway's own names. */
  readonly reference: string
  readonly paymentReference: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  readonly reason: string
  readonly status: 'open' | 'won' | 'lost'
}

/** The buyers' bank behind the sandbox's gateway. */
export interface SandboxBank {
  /** Absent: there is no such challenge. */
  readonly challenge: (id: string) => Promise<BankChallenge | undefined>
  /**
   * What the buyer says to their bank; of several answers the first counts. Throws `GatewayUnavailable` when the bank's answer to the
   * buyer was to be lost.
   */
  readonly answerChallenge: (id: string, answer: 'approve' | 'decline') => Promise<BankChallenge | undefined>
  /**
   * `open`: what buyers would dispute a minute after its capture they dispute now; `won` and `lost` end all open disputes so. Answers
   * the latest hundred.
   */
  readonly moveDisputes: (to: BankDispute['status']) => Promise<readonly BankDispute[]>
  /** Posts to this server what the gateway has to tell by itself and is due. */
  readonly deliverNotices: (stopping?: AbortSignal) => Promise<void>
}

/**
 * How the sandbox's gateway misbehaves on one kind of call. Calls are always carried out; only their answers suffer. `challenge` is
 * what a buyer says to their bank, `notice` what the gateway tells us by itself.
 */
export interface GatewayFault {
  readonly call:
    | 'authorise'
    | 'capture'
    | 'void'
    | 'refund'
    | 'lookup'
    | 'deleteMethod'
    | 'movements'
    | 'challenge'
    | 'notice'
  /** The answers to this many of the next calls are lost; so many notices never come. */
  readonly loseAnswers: number
  /** How long every answer takes longer, in milliseconds; notices half to all of it, each another time. */
  readonly delayMs: number
  /** How many times more each notice comes; for nothing else. */
  readonly duplicates?: number | undefined
}

/** The misbehaviour that was asked of the sandbox's gateway, for every process of this server. */
export interface GatewayFaults {
  /** Replaces what was asked for this call; zeros end it. */
  readonly set: (fault: GatewayFault) => Promise<void>
  /** The calls that misbehave now. */
  readonly list: () => Promise<readonly GatewayFault[]>
}

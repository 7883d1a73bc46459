/** How the sandbox's gateway misbehaves on one kind of call. Calls are always carried out; only their answers suffer. */
export interface GatewayFault {
  readonly call: 'authorise' | 'capture' | 'void' | 'refund' | 'lookup'
  /** The answers to this many of the next calls are lost. */
  readonly loseAnswers: number
  /** How long every answer takes longer, in milliseconds. */
  readonly delayMs: number
}

/** The misbehaviour that was asked of the sandbox's gateway, for every process of this server. */
export interface GatewayFaults {
  /** Replaces what was asked for this call; zeros end it. */
  readonly set: (fault: GatewayFault) => Promise<void>
  /** The calls that misbehave now. */
  readonly list: () => Promise<readonly GatewayFault[]>
}

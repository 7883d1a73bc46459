/** Everything that the sandbox's bank says to its customer. `{name}` is replaced. */
export interface ChallengeTexts {
  readonly bank: string
  readonly heading: string
  readonly sentence: string
  /** For a card that is only checked and saved. */
  readonly checkHeading: string
  readonly checkSentence: string
  readonly amount: string
  readonly nothing: string
  readonly merchant: string
  readonly card: string
  readonly approve: string
  readonly decline: string
  readonly explanation: string

  readonly back: string
  readonly passedHeading: string
  readonly passedSentence: string
  readonly failedHeading: string
  readonly failedSentence: string
  readonly endedHeading: string
  readonly endedSentence: string
  readonly unknownHeading: string
  readonly unknownSentence: string
  readonly silentHeading: string
  readonly silentSentence: string
}

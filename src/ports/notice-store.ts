/** A notice of a gateway as it is kept: under the gateway's own id, and nothing of people. */
export interface KeptNotice {
  readonly gateway: string
  readonly id: string
  readonly about: 'payment' | 'refund' | 'dispute'
  /** Our key, or the gateway's name, of what it is about. */
  readonly subject: string
}

export interface NoticeStore {
  /** Keeps it; false: it came before. Of two at once the second waits for the first. */
  readonly keep: (notice: KeptNotice) => Promise<boolean>
  /** Drops those that came so many days ago. */
  readonly forget: (olderThanDays: number) => Promise<void>
}

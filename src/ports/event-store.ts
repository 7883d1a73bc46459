import type { Instant } from '../domain/time.ts'

/** Something that happened, in the past tense, written in the transaction that made it so. */
export interface NewEvent {
  readonly id: string
  /** Dotted and past tense: `order.completed`, `checkout_link.opened`. */
  readonly type: string
  readonly ownerId: string | undefined
  readonly subjectId: string
  readonly orderId: string | undefined
  readonly data: Readonly<Record<string, unknown>>
  readonly createdAt: Instant
}

export interface EventStore {
  readonly append: (events: readonly NewEvent[]) => Promise<void>
  /** The sequence number of the newest event; 0 when there is none. */
  readonly lastSeq: () => Promise<number>
}

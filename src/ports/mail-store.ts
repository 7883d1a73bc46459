import type { Instant } from '../domain/time.ts'
import type { Mail } from './mailer.ts'

/** A mail of the outbox. */
export interface StoredMail extends Mail {
  readonly id: number
  readonly createdAt: Instant
  /** Absent: not sent yet. */
  readonly sentAt: Instant | undefined
  /** How often it was handed to the mailer. */
  readonly attempts: number
}

/** The outbox: a mail is written in the transaction that makes it necessary, and sent afterwards. */
export interface MailStore {
  /** Writes mails down, one for each key. */
  readonly add: (mails: readonly Mail[], at: Instant) => Promise<void>
  /**
   * Takes mails that wait for a try, oldest first, and counts the try. Until `leaseSeconds` have passed nobody else takes them.
   */
  readonly claim: (limit: number, leaseSeconds: number) => Promise<readonly StoredMail[]>
  readonly markSent: (ids: readonly number[], at: Instant) => Promise<void>
  /** Writes down why a mail could not be handed over and how many seconds to wait before the next try. */
  readonly retryLater: (
    failures: readonly { id: number; error: string; waitSeconds: number }[],
  ) => Promise<void>
  /** Is any mail waiting for a try now? */
  readonly isWaiting: () => Promise<boolean>
  /** Newest first, those before `beforeId` when it is given, to one address when it is given. */
  readonly list: (page: {
    to: string | undefined
    beforeId: number | undefined
    limit: number
  }) => Promise<readonly StoredMail[]>
}

import type { Instant } from '../domain/time.ts'
import type { Stores } from '../ports/database.ts'
import type { StoredMail } from '../ports/mail-store.ts'
import type { Mail, Mailer } from '../ports/mailer.ts'
import type { Services } from '../ports/services.ts'
import { retryWaitSeconds } from './retry-wait.ts'

const batchSize = 20

/** Longer than any mailer takes for one batch; after it the mails of a process that died are tried again. */
const leaseSeconds = 120

const errorTextLimit = 300

/** Puts a mail into the outbox, in the transaction that makes it necessary. The same key is sent once. `at`: business instant. */
export async function postMail(
  stores: Pick<Stores, 'mails' | 'queue'>,
  mail: Mail,
  at: Instant,
): Promise<void> {
  await postMails(stores, [mail], at)
}

/** The same for many at once. */
export async function postMails(
  stores: Pick<Stores, 'mails' | 'queue'>,
  mails: readonly Mail[],
  at: Instant,
): Promise<void> {
  if (mails.length === 0) return
  await stores.mails.add(mails, at)
  await stores.queue.enqueue('send-mails', {}, 'send-mails')
}

type OutboxServices = Pick<Services, 'db' | 'clock' | 'mailer' | 'log'>

/** Sends everything that waits for a try. Without a mailer the mails stay where they are. */
export async function sendMails(services: OutboxServices): Promise<void> {
  const { db, mailer } = services
  if (mailer === undefined) return
  for (;;) {
    const mails = await db.read.mails.claim(batchSize, leaseSeconds)
    if (mails.length === 0) return
    await sendBatch(services, mailer, mails)
  }
}

async function sendBatch(
  { db, clock, log }: OutboxServices,
  mailer: Mailer,
  mails: readonly StoredMail[],
): Promise<void> {
  const outcomes = await Promise.allSettled(mails.map((mail) => mailer.send(mail)))
  const sent = mails.filter((_, index) => outcomes[index]?.status === 'fulfilled')
  const failures = mails.flatMap((mail, index) => {
    const outcome = outcomes[index]
    if (outcome?.status !== 'rejected') return []
    const error = String(outcome.reason).slice(0, errorTextLimit)
    return [{ id: mail.id, error, waitSeconds: retryWaitSeconds(mail.attempts) }]
  })
  if (sent.length > 0)
    await db.read.mails.markSent(
      sent.map((mail) => mail.id),
      clock.now(),
    )
  if (failures.length > 0) {
    await db.read.mails.retryLater(failures)
    log.warn(
      { mailIds: failures.map((failure) => failure.id) },
      'mails could not be sent; they are tried again',
    )
  }
}

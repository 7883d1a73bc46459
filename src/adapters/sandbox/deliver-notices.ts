import type { Sql } from '../postgres/sql.ts'
import { type NoticeKey, signatureHeader, signNotice } from './notice-signature.ts'
import { takeFault } from './with-faults.ts'

export interface Delivery {
  readonly sql: Sql
  readonly noticeKey: NoticeKey
  /** Where notices are posted. */
  readonly address: string
  /** Nobody took a notice for half an hour. */
  readonly onGivenUp: () => void
}

interface DueNotice {
  readonly id: string
  readonly body: object
  readonly last: boolean
}

const batchSize = 20
const mostTries = 12
/** Shorter than a process has to end its work. */
const limitMs = 3_000

/**
 * Posts what is due until somebody takes it: whatever is not answered with 2xx comes again, ever less often, for half an hour. A
 * notice is claimed by the time at which it comes again, so whoever dies with it has delayed it only; and no transaction is open
 * while somebody answers.
 */
export async function deliverNotices(delivery: Delivery, stopping?: AbortSignal): Promise<void> {
  while (stopping?.aborted !== true) {
    const due = await claim(delivery.sql)
    await Promise.all(due.map((notice) => deliver(delivery, notice)))
    if (due.length < batchSize) return
  }
}

function claim(sql: Sql): Promise<readonly DueNotice[]> {
  return sql.rows<DueNotice>(
    'sandbox.claim-notices',
    `with due as (
       select id from sandbox_gateway.notices where due_at <= now() order by due_at limit $1 for update skip locked)
     update sandbox_gateway.notices n set tries = tries + 1,
       due_at = case when tries + 1 < $2 then now() + least(interval '5 minutes', interval '5 seconds' * 2 ^ tries) end
     from due where n.id = due.id returning n.id, n.body, n.due_at is null as last`,
    [batchSize, mostTries],
  )
}

async function deliver(delivery: Delivery, notice: DueNotice): Promise<void> {
  const fault = await takeFault(delivery.sql, 'notice')
  const times = fault?.lost ? 0 : 1 + (fault?.duplicates ?? 0)
  const taken = await Promise.all(Array.from({ length: times }, () => post(delivery, notice)))
  const ended = fault?.lost === true || taken.includes(true)
  if (ended || notice.last) await forget(delivery.sql, notice.id)
  if (!ended && notice.last) delivery.onGivenUp()
}

/** Was it taken? */
async function post({ noticeKey, address }: Delivery, { id, body }: DueNotice): Promise<boolean> {
  const text = JSON.stringify({ ...body, id })
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: signNotice(noticeKey, text) },
      body: text,
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

async function forget(sql: Sql, id: string): Promise<void> {
  await sql.run('sandbox.forget-notice', 'delete from sandbox_gateway.notices where id = $1', [id])
}

import { emptyState } from '../../domain/customer-state.ts'
import type { BillingStore, DueSubscription, ExpiredLink, WithdrawnOrder } from '../../ports/billing-store.ts'
import { isBusy } from './busy.ts'
import { asToldOf, hasOpenTry, isCollectable, type ToldOfRow, toToldOf } from './collection-store.ts'
import { type DueStateRow, dueStateSql, toState } from './due-state.ts'
import { lockBooksOfDue } from './lock-books.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** Seconds before something that failed is tried again: 5, 10, 20, … at most an hour. */
const waitSeconds = 'least(5 * 2 ^ (due_failures.failures), 3600)'

const restsAfterFailure = (kind: string, subject: string) =>
  `exists (select 1 from due_failures f where f.kind = '${kind}' and f.subject_id = ${subject}
     and f.retry_at > clock_timestamp())`

/** What failed lately rests; what somebody else is about to change waits until that is saved. */
const isLeftAlone = (subscription: string) =>
  `(${restsAfterFailure('subscription', subscription)}
     or exists (select 1 from subscriptions held where held.id = ${subscription} and ${isBusy('held')}))`

const endsAt = '(least(s.cancel_on, s.term_end_on)::timestamp at time zone s.time_zone)'

/** The first instant after the due day of invoice `i` where its subscription `s` is. */
const overdueFrom = `((i.due_on + 1)::timestamp at time zone s.time_zone)`

/** $1 until. The condition on the day alone is for the index: no two places are more than a day apart. */
const overdue = `invoices i join subscriptions s on s.id = i.subscription_ids[1]
  where i.status = 'open' and i.payment_type = 'invoice' and i.overdue_at is null
    and i.due_on <= ($1::timestamptz at time zone 'UTC')::date and ${overdueFrom} <= $1
    and not ${restsAfterFailure('reminder', 'i.id')}`

const nextDueSql = `
  select min(at) as at from (
    (select s.start_at as at from subscriptions s where s.status = 'pending' and s.start_at <= $1
       and not ${isLeftAlone('s.id')} order by s.start_at limit 1)
    union all
    (select ${endsAt} from subscriptions s where s.status in ('pending', 'active') and ${endsAt} <= $1
       and not ${isLeftAlone('s.id')} order by ${endsAt} limit 1)
    union all
    (select d.due_at from schedules d where d.status = 'pending' and d.due_at <= $1
       and not ${isLeftAlone('d.subscription_id')} order by d.due_at limit 1)
    union all
    (select c.effective_at from pending_changes c where c.status = 'pending' and c.effective_at <= $1
       and not ${isLeftAlone('c.subscription_id')} order by c.effective_at limit 1)
    union all
    (select i.collect_at from invoices i where i.collect_at <= $1 and ${isCollectable} order by i.collect_at limit 1)
    union all
    (select ${overdueFrom} from ${overdue} order by i.due_on limit 1)
    union all
    (select g.deliver_at from gift_codes g where g.delivery = 'scheduled' and g.deliver_at <= $1
       order by g.deliver_at limit 1)
    union all
    (select l.expires_at from links l where l.state in ('scheduled', 'active', 'opened') and l.expires_at <= $1
       order by l.expires_at limit 1)
  ) as due`

const lockEndingSql = `
  select s.id from subscriptions s where s.status in ('pending', 'active') and ${endsAt} <= $1
    and not ${isLeftAlone('s.id')}
  order by ${endsAt}, s.id limit $2 for update skip locked`

const lockStartingSql = `
  select s.id from subscriptions s where s.status = 'pending' and s.start_at <= $1
    and not ${isLeftAlone('s.id')}
  order by s.start_at, s.id limit $2 for update skip locked`

const lockBillableSql = `
  select s.id from schedules d join subscriptions s on s.id = d.subscription_id
  where d.status = 'pending' and d.due_at <= $1 and not ${isLeftAlone('s.id')}
  order by d.due_at, d.subscription_id limit $2 for update of s, d skip locked`

const lockChangingSql = `
  select s.id from pending_changes c join subscriptions s on s.id = c.subscription_id
  where c.status = 'pending' and c.effective_at <= $1 and not ${isLeftAlone('s.id')}
  order by c.effective_at, s.id limit $2 for update of s skip locked`

/** One after the other, until there is enough to do. */
const dueKinds = [
  ['lock-starting', lockStartingSql],
  ['lock-billable', lockBillableSql],
  ['lock-changing', lockChangingSql],
  ['lock-ending', lockEndingSql],
] as const

export function billingStore(sql: Sql): BillingStore {
  return { ...dueOn(sql), ...remindersOn(sql), ...linksOn(sql), ...failuresOn(sql) }
}

type Due = Pick<
  BillingStore,
  'nextDueAt' | 'lockDue' | 'lockOne' | 'lockBooks' | 'load' | 'collectFrom' | 'stopCollecting'
>

function dueOn(sql: Sql): Due {
  const ids = async (name: string, text: string, values: readonly unknown[]) =>
    (await sql.rows<{ id: string }>(name, text, values)).map((row) => row.id)
  return {
    nextDueAt: async (until) =>
      (await sql.row<{ at: string | null }>('billing.next-due', nextDueSql, [until]))?.at ?? undefined,
    lockDue: async (until, limit) => {
      const due = new Set<string>()
      for (const [name, text] of dueKinds)
        if (due.size < limit)
          for (const id of await ids(`billing.${name}`, text, [until, limit - due.size])) due.add(id)
      return [...due]
    },
    lockOne: async (id) =>
      (
        await ids('billing.lock-one', 'select id from subscriptions where id = $1 for update skip locked', [
          id,
        ])
      ).length === 1,
    lockBooks: (subscriptionIds) => lockBooksOfDue(sql, subscriptionIds),
    load: async (subscriptionIds) => {
      const rows = await sql.rows<DueStateRow>('billing.load-due', dueStateSql, [subscriptionIds])
      return rows.map((row): DueSubscription => ({ id: row.id, state: { ...emptyState, ...toState(row) } }))
    },
    collectFrom: async (invoiceIds, at) => {
      await sql.run(
        'billing.collect-from',
        'update invoices set collect_at = $2 where id = any($1::text[])',
        [invoiceIds, at],
      )
    },
    stopCollecting: async (invoiceIds) => {
      await sql.run(
        'billing.stop-collecting',
        `update invoices i set collect_at = null where i.id = any($1::text[]) and not ${hasOpenTry}`,
        [invoiceIds],
      )
    },
  }
}

/** $1 until, $2 how many, $3 one invoice alone or null. */
const takeOverdueSql = `
  with due as materialized (
    select i.id from ${overdue} and ($3::text is null or i.id = $3)
    order by i.due_on, i.id limit $2 for update of i skip locked),
  marked as (update invoices i set overdue_at = $1 from due where i.id = due.id returning i.*)
  select ${asToldOf('m')} from marked m order by m.due_on, m.id`

function remindersOn(sql: Sql): Pick<BillingStore, 'takeOverdue'> {
  return {
    takeOverdue: async ({ until, limit, only }) => {
      const rows = await sql.rows<ToldOfRow>('billing.take-overdue', takeOverdueSql, [
        until,
        limit,
        only ?? null,
      ])
      return rows.map(toToldOf)
    },
  }
}

type Links = Pick<BillingStore, 'expireLinks' | 'withdrawWaitingOrders'>

function linksOn(sql: Sql): Links {
  return {
    expireLinks: async (until, limit) => {
      const rows = await sql.rows(
        'billing.expire-links',
        `with due as (
           select l.id from links l where l.state in ('scheduled', 'active', 'opened') and l.expires_at <= $1
           order by l.expires_at, l.id limit $2 for update skip locked)
         update links l set state = 'expired', updated_at = $1 from due, baskets b
         where l.id = due.id and b.id = l.basket_id returning l.id, l.basket_id, b.owner_id`,
        [until, limit],
      )
      return rows.map((row) => fromRow<ExpiredLink>(row))
    },
    withdrawWaitingOrders: async (basketIds, at) => {
      const rows = await sql.rows(
        'billing.withdraw-waiting-orders',
        `update orders set status = 'cancelled', updated_at = $2
         where checkout_id = any($1::text[]) and status = 'pending-payment' returning id, owner_id, checkout_id`,
        [basketIds, at],
      )
      return rows.map((row) => fromRow<WithdrawnOrder>(row))
    },
  }
}

type Failures = Pick<BillingStore, 'recordFailure' | 'clearFailures'>

function failuresOn(sql: Sql): Failures {
  return {
    recordFailure: async (kind, subjectId, error) => {
      await sql.run(
        'billing.record-failure',
        `insert into due_failures (kind, subject_id, failures, last_error, retry_at)
         values ($1, $2, 1, $3, clock_timestamp() + make_interval(secs => 5))
         on conflict (kind, subject_id) do update set failures = due_failures.failures + 1,
           last_error = excluded.last_error, retry_at = clock_timestamp() + make_interval(secs => ${waitSeconds})`,
        [kind, subjectId, error],
      )
    },
    clearFailures: async (kind, subjectIds) => {
      await sql.run(
        'billing.clear-failures',
        'delete from due_failures where kind = $1 and subject_id = any($2::text[])',
        [kind, subjectIds],
      )
    },
  }
}

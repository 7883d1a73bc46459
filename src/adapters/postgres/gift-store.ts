import type { Gift } from '../../domain/gift.ts'
import type { GiftStore } from '../../ports/gift-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

export const giftColumns = [
  'id',
  'owner_id',
  'customer_id',
  'subscription_id',
  'order_id',
  'status',
  'name',
  'term',
  'secret_version',
  'code_hash',
  'token_hash',
  'checkout_id',
  'claim_owner_id',
  'giver_name',
  'recipient',
  'message',
  'locale',
  'delivery',
  'deliver_on',
  'deliver_at',
  'claim',
] as const

const columns = giftColumns.join(', ')

export function giftStore(sql: Sql): GiftStore {
  return { ...readsOn(sql), ...movesOn(sql), ...attemptsOn(sql) }
}

type Reads = Pick<GiftStore, 'findByCode' | 'findByToken' | 'findByCheckoutId' | 'offersOf'>

function readsOn(sql: Sql): Reads {
  const one = async (by: 'code_hash' | 'token_hash' | 'checkout_id', value: string) => {
    const row = await sql.row(`gifts.find-by-${by}`, `select ${columns} from gift_codes where ${by} = $1`, [
      value,
    ])
    return row && fromRow<Gift>(row)
  }
  return {
    findByCode: (codeHash) => one('code_hash', codeHash),
    findByToken: (tokenHash) => one('token_hash', tokenHash),
    findByCheckoutId: (checkoutId) => one('checkout_id', checkoutId),
    offersOf: (subscriptionId) =>
      sql.rows(
        'gifts.offers-of',
        `select offer ->> 'id' as id, offer ->> 'version' as version from subscription_offers
         where subscription_id = $1 and subtype <> 'discount'`,
        [subscriptionId],
      ),
  }
}

type Moves = Pick<GiftStore, 'lock' | 'open' | 'lockDue' | 'markSent'>

function movesOn(sql: Sql): Moves {
  return {
    lock: async (subscriptionId) => {
      await sql.run('gifts.lock', 'select 1 from gift_codes where subscription_id = $1 for update', [
        subscriptionId,
      ])
    },
    open: async ({ giftId, at, event }) => {
      const row = await sql.row(
        'gifts.open',
        `with opened as (
           update gift_codes set opens = opens + 1, opened_at = coalesce(opened_at, $2::timestamptz), updated_at = $2::timestamptz
           where id = $1 and status = 'waiting' returning id, owner_id, order_id, opens),
         event as (
           insert into events (id, type, owner_id, subject_id, order_id, data, created_at)
           select $3::text, 'gift.opened', owner_id, id, order_id, $4::jsonb, $2::timestamptz from opened where opens = 1)
         select id from opened`,
        [giftId, at, event.id, JSON.stringify(event.data)],
      )
      return row !== undefined
    },
    lockDue: async (until, limit) => {
      const rows = await sql.rows(
        'gifts.lock-due',
        `select ${columns} from gift_codes where delivery = 'scheduled' and deliver_at <= $1
         order by deliver_at, id limit $2 for update skip locked`,
        [until, limit],
      )
      return rows.map((row) => fromRow<Gift>(row))
    },
    markSent: async (ids, at) => {
      await sql.run(
        'gifts.mark-sent',
        `update gift_codes set delivery = 'sent', updated_at = $2 where id = any($1::text[])`,
        [ids, at],
      )
    },
  }
}

type Attempts = Pick<GiftStore, 'secondsBlocked' | 'countAttempt'>

function attemptsOn(sql: Sql): Attempts {
  return {
    secondsBlocked: async (limits, now) => {
      const row = await sql.row<{ seconds: number }>(
        'gifts.seconds-blocked',
        `select coalesce(max(ceil(extract(epoch from a.window_ends_at - $3::timestamptz))), 0)::int as seconds
         from unnest($1::text[], $2::int[]) as l(subject, most) join gift_attempts a on a.subject = l.subject
         where a.failures >= l.most and a.window_ends_at > $3::timestamptz`,
        [limits.map(({ subject }) => subject), limits.map(({ most }) => most), now],
      )
      return row?.seconds ?? 0
    },
    countAttempt: async (subjects, { now, endsAt }) => {
      await sql.run(
        'gifts.count-attempt',
        // In one order for everybody, so that no two of them wait for each other.
        `with over as (delete from gift_attempts where window_ends_at < $2::timestamptz - interval '1 day')
         insert into gift_attempts as a (subject, failures, window_ends_at)
         select subject, 1, $3::timestamptz from unnest($1::text[]) as subject order by subject
         on conflict (subject) do update set
           failures = case when a.window_ends_at > $2::timestamptz then a.failures + 1 else 1 end,
           window_ends_at = case when a.window_ends_at > $2::timestamptz then a.window_ends_at else excluded.window_ends_at end`,
        [subjects, now, endsAt],
      )
    },
  }
}

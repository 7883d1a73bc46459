/**
 * $1 id for a new owner, $2 CRM account or null, $3 instant, $4 basket, $5 link, $6 event id, $7 event data.
 * An account's owner is made or found whoever comes first; a provisional one only when the basket's id was free.
 */
export const insertLinkSql = `
  with found as (select id from owners where crm_account_id = $2::text),
  account_owner as (
    insert into owners (id, crm_account_id, created_at)
    select $1::text, $2::text, $3::timestamptz where $2::text is not null and not exists (select from found)
    on conflict (crm_account_id) do update set crm_account_id = excluded.crm_account_id
    returning id
  ),
  owner as (
    select coalesce((select id from found), (select id from account_owner), $1::text) as id
  ),
  basket as (
    insert into baskets
    select row.* from owner,
      jsonb_populate_record(null::baskets, $4::jsonb || jsonb_build_object('owner_id', owner.id)) as row
    on conflict (id) do nothing
    returning id, owner_id
  ),
  provisional_owner as (
    insert into owners (id, created_at) select owner_id, $3::timestamptz from basket where $2::text is null
  ),
  link as (
    insert into links select row.* from basket, jsonb_populate_record(null::links, $5::jsonb) as row
    returning id
  ),
  event as (
    insert into events (id, type, owner_id, subject_id, data, created_at)
    select $6::text, 'checkout_link.created', basket.owner_id, link.id, $7::jsonb, $3::timestamptz from basket, link
  )
  select owner_id from basket`

/** $1 link, $2 instant, $3 event id, $4 event data. */
export const openLinkSql = `
  with opened as (
    update links set
      state = case when state = 'paying' then state else 'opened' end,
      opens = opens + 1, opened_at = coalesce(opened_at, $2::timestamptz), updated_at = $2::timestamptz
    where id = $1 and expires_at > $2::timestamptz
      and (state in ('active', 'opened', 'paying') or (state = 'scheduled' and starts_at <= $2::timestamptz))
    returning id, basket_id, state, secret_version, starts_at, expires_at, opened_at, opens, superseded_by, created_at
  ),
  event as (
    insert into events (id, type, owner_id, subject_id, data, created_at)
    select $3::text, 'checkout_link.opened', baskets.owner_id, opened.id, $4::jsonb, $2::timestamptz
    from opened join baskets on baskets.id = opened.basket_id where opened.opens = 1
  )
  select * from opened`

const linkedBasket = `
  select to_jsonb(baskets) - 'body_hash' - 'updated_at' as basket,
    to_jsonb(links) - 'token_hash' - 'recovery_hash' - 'updated_at' as link,
    (select jsonb_build_object('id', orders.id, 'reference', orders.order_reference, 'status', orders.status)
     from orders where orders.checkout_id = baskets.id and orders.status not in ('failed', 'cancelled')) as "order"
  from links join baskets on baskets.id = links.basket_id`

/** A basket with its link and its order, by what leads to it. */
export const linkedBasketSql = {
  token: `${linkedBasket} where links.token_hash = $1`,
  recovery: `${linkedBasket} where links.basket_id = $1 and links.recovery_hash = $2`,
  basket: `${linkedBasket} where links.basket_id = $1`,
  locked: `${linkedBasket} where links.basket_id = $1 for update of links`,
} as const

/** $1 CRM account, $2 offer ids, $3 product paths. One index probe for each name. A gift that waits is held by nobody. */
export const heldByAccountSql = `
  with owner as (select id from owners where crm_account_id = $1)
  select wanted.name from owner, unnest($2::text[]) as wanted(name) where exists (
    select from subscription_offers held join subscriptions on subscriptions.id = held.subscription_id
    where held.owner_id = owner.id and held.offer ->> 'id' = wanted.name and held.status <> 'ended'
      and subscriptions.status in ('pending', 'active'))
  union all
  select wanted.name from owner, unnest($3::text[]) as wanted(name) where exists (
    select from user_entitlements held join subscriptions on subscriptions.id = held.subscription_id
    where subscriptions.status <> 'Initial' and held.owner_id = owner.id and held.product_path = wanted.name and held.status <> 'ended')`

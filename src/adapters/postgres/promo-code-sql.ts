/** $1 codes, $2 order, $3 basket or null. Where a code was made anew the one that the order holds comes first. */
export const findPromoCodesSql = `
  select p.number, p.active, p.definition, p.available - p.used as left, u.order_id is not null as is_held
  from promo_codes p left join promo_code_uses u on u.promo_number = p.number and u.order_id in (
    select $2::text union all
    select o.id from orders o where o.checkout_id = $3::text and o.status not in ('failed', 'cancelled'))
  where p.code = any($1::text[]) and (p.deleted_at is null or u.order_id is not null)
  order by u.order_id is null, p.number`

/** $1 order, $2 numbers of codes, $3 instant. The codes' rows are locked. Answers the numbers of which none was left. */
export const reserveUsesSql = `
  with held as (select promo_number as number from promo_code_uses where order_id = $1),
  gone as (
    delete from promo_code_uses where order_id = $1 and promo_number <> all($2::bigint[]) returning promo_number),
  freed as (update promo_codes set used = used - 1 where number in (select promo_number from gone)),
  wanted as (select unnest($2::bigint[]) as number except select number from held),
  taken as (
    update promo_codes set used = used + 1
    where number in (select number from wanted) and (available is null or used < available) returning number),
  made as (
    insert into promo_code_uses (order_id, promo_number, created_at) select $1, number, $3::timestamptz from taken)
  select number from wanted where number not in (select number from taken)`

/** $1 orders. */
export const releaseUsesSql = `
  with gone as (delete from promo_code_uses where order_id = any($1::text[]) returning promo_number),
  counted as (select promo_number as number, count(*)::int as uses from gone group by promo_number)
  update promo_codes p set used = p.used - counted.uses from counted where p.number = counted.number`

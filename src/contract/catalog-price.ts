import { z } from 'zod'
import { aliased, intervalOf, intervalUnit, maxCount, whole } from './catalog-words.ts'

/** The entries of `price__limio`. */

const chargeKind = aliased(
  { onetime: 'one_time', once: 'one_time', recurring: 'recurring' } as const,
  'recurring or one_time',
)

const chargeTrigger = aliased(
  {
    orderdate: 'order_date',
    order: 'order_date',
    subscriptionstart: 'subscription_start',
    subscriptionstartdate: 'subscription_start',
    delayed: 'delayed',
    delay: 'delayed',
  } as const,
  'order_date, subscription_start or delayed',
)

const priceFields = z.looseObject({
  name: z.string().trim().min(1).max(100).nullish(),
  label: z.string().trim().max(200).nullish(),
  value: z.union([z.string().trim(), z.number()], 'must be a decimal amount, such as "19.99"'),
  currencyCode: z
    .string('must be an ISO 4217 currency code, such as GBP')
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency code, such as GBP'),
  type: chargeKind,
  trigger: chargeTrigger.nullish(),
  repeat_interval: whole(1, maxCount).nullish(),
  repeat_interval_type: intervalUnit.nullish(),
  repeat_count: whole(1, maxCount).nullish(),
  delay_interval: whole(0, maxCount).nullish(),
  delay_interval_type: intervalUnit.nullish(),
  use_external_price: z.boolean().nullish(),
})

/** One entry of `price__limio`. `value` is still the decimal amount as given. */
export const priceData = priceFields.transform((price, context) => {
  const miss = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, input: price })
  const trigger = price.trigger ?? 'order_date'
  if (price.use_external_price === true)
    miss('use_external_price', 'prices kept in another system are not supported; give the price here')
  if (price.type === 'recurring' && !price.repeat_interval_type)
    miss('repeat_interval_type', 'a recurring price needs its interval: days, weeks, months or years')
  if (trigger === 'delayed' && !price.delay_interval)
    miss('delay_interval', 'a delayed price needs a delay of at least 1')
  if (trigger === 'delayed' && !price.delay_interval_type)
    miss('delay_interval_type', 'a delayed price needs the unit of its delay: days, weeks, months or years')
  if (trigger !== 'delayed' && price.delay_interval)
    miss('delay_interval', 'only a price with trigger "delayed" can have a delay')
  const delayed = trigger === 'delayed' && price.delay_interval && price.delay_interval_type
  const recurs = price.type === 'recurring' && price.repeat_interval_type
  return {
    name: price.name ?? undefined,
    label: price.label ?? undefined,
    value: price.value,
    currency: price.currencyCode,
    kind: price.type,
    trigger,
    delay: delayed ? intervalOf(price.delay_interval ?? 1, delayed) : undefined,
    interval: recurs ? intervalOf(price.repeat_interval ?? 1, recurs) : undefined,
    repeatCount: price.repeat_count ?? undefined,
  }
})

export type PriceData = z.output<typeof priceData>

/** An entry of `price__limio` in the spelling we answer with; what else the merchant wrote in it stays. */
export function writePrice(given: unknown, price: PriceData): object {
  return {
    ...Object(given),
    name: price.name,
    label: price.label ?? '',
    value: price.value,
    currencyCode: price.currency,
    type: price.kind,
    trigger: price.trigger,
    repeat_interval: price.interval?.count ?? null,
    repeat_interval_type: price.interval?.unit ?? null,
    repeat_count: price.repeatCount ?? null,
    delay_interval: price.delay?.count ?? null,
    delay_interval_type: price.delay?.unit ?? null,
    use_external_price: false,
  }
}

import type { ChangeOf } from '../../domain/change.ts'
import type { Message } from '../../domain/changeset.ts'
import type { Charge } from '../../domain/charge.ts'
import { multiply } from '../../domain/money.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords, everyInWords, lengthInWords, moneyInWords } from '../../domain/words.ts'
import type { Bundle } from './bundle.ts'

/** What a buyer should know of one new subscription beyond its amounts: later start, elapsed time, trial, introduction. */
export function startMessages(
  { base }: Bundle,
  start: ChangeOf<'start_subscription'>,
  today: LocalDate,
): readonly Message[] {
  const { name, startOn, currency } = start.subscription
  const charges = start.offers[0]?.charges ?? []
  const messages: Message[] = []
  if (startOn > today)
    messages.push(
      info('starts_later', `${name} starts on ${dayInWords(startOn)}; nothing is charged before.`),
    )
  if (startOn < today)
    messages.push(
      info('back_dated', `${name} starts on ${dayInWords(startOn)}; what has passed since is charged today.`),
    )
  if (base.offer.isTrial) messages.push(...trialMessages(name, startOn, charges))
  else messages.push(...introductoryMessages(name, currency, charges))
  return messages
}

function trialMessages(name: string, startOn: LocalDate, charges: readonly Charge[]): readonly Message[] {
  const first = charges.map((charge) => charge.anchorOn).sort()[0]
  if (first === undefined || first <= startOn) return []
  const text = `${name}: a free trial until ${dayInWords(first)}; the first charge is on that day.`
  return [info('trial', text)]
}

/** A price for some periods, and another that takes its place. */
function introductoryMessages(
  name: string,
  currency: string,
  charges: readonly Charge[],
): readonly Message[] {
  const recurring = charges.filter((charge) => charge.interval !== undefined)
  const first = recurring.find((charge) => charge.periods !== undefined)
  const later = recurring.find((charge) => first !== undefined && charge.anchorOn > first.anchorOn)
  if (first?.interval === undefined || first.periods === undefined || later?.interval === undefined) return []
  const length = { ...first.interval, count: first.interval.count * first.periods }
  const often = first.periods === 1 ? '' : ` ${everyInWords(first.interval)}`
  return [
    info(
      'introductory_price',
      `${name}: ${price(first, currency)}${often} for the first ${lengthInWords(length)}; ` +
        `from ${dayInWords(later.anchorOn)} ${price(later, currency)} ${everyInWords(later.interval)}.`,
    ),
  ]
}

function price({ unitAmount, quantity }: Charge, currency: string): string {
  return moneyInWords(multiply(unitAmount, quantity) ?? unitAmount, currency)
}

function info(code: string, text: string): Message {
  return { level: 'info', code, text }
}

import type { Message } from '../domain/changeset.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { DueDay } from '../domain/dues.ts'
import { exactSum } from '../domain/money.ts'
import type { LocalDate } from '../domain/time.ts'
import { dayInWords, moneyInWords } from '../domain/words.ts'

/** What every order's preview says in plain words: what is due today, and what comes when. */
export function dueMessages({
  today,
  currency,
  amountToday,
  days,
}: {
  readonly today: LocalDate
  readonly currency: string
  /** Minor units. */
  readonly amountToday: number
  readonly days: readonly DueDay[]
}): readonly Message[] {
  const due =
    amountToday > 0 ? `${moneyInWords(amountToday, currency)} is due today.` : 'Nothing is due today.'
  const next = days.find((day) => day.on > today)
  const then =
    next === undefined
      ? 'Nothing is charged later.'
      : `The next charge is ${moneyInWords(next.amount + next.tax, currency)} on ${dayInWords(next.on)}.`
  return [
    { level: 'info', code: amountToday > 0 ? 'due_today' : 'nothing_due_today', text: due },
    { level: 'info', code: next === undefined ? 'nothing_due_later' : 'next_charge', text: then },
  ]
}

/** What credit the order gives, where it goes, and when the last of it is used up. */
export function creditMessages(
  { creditMemos, refunds }: Pick<CustomerState, 'creditMemos' | 'refunds'>,
  { orderId, days }: { readonly orderId: string; readonly days: readonly DueDay[] },
): readonly Message[] {
  const own = creditMemos.filter((memo) => memo.orderId === orderId)
  const currency = own[0]?.currency ?? ''
  const given = exactSum(own.map(({ total }) => total))
  if (given === 0) return []
  const back = exactSum(refunds.filter((refund) => refund.orderId === orderId).map(({ amount }) => amount))
  const balance = exactSum(own.map(({ remaining }) => remaining))
  return [
    note('credit', `A credit of ${moneyInWords(given, currency)} is given.`),
    ...(back === 0
      ? []
      : [note('refund', `${moneyInWords(back, currency)} goes back to where it was paid from.`)]),
    ...(balance === 0 ? [] : [note('credit_balance', balanceInWords(balance, currency, days))]),
  ]
}

function balanceInWords(balance: number, currency: string, days: readonly DueDay[]): string {
  const amount = moneyInWords(balance, currency)
  let left = balance
  for (const day of days) {
    left -= day.amount + day.tax
    if (left <= 0)
      return `${amount} of credit stays and pays for what comes; it is used up on ${dayInWords(day.on)}.`
  }
  if (days.length === 0) return `${amount} of credit stays as balance; nothing is charged that would use it.`
  return `${amount} of credit stays and pays for what comes; ${moneyInWords(left, currency)} of it is left after everything shown here.`
}

function note(code: string, text: string): Message {
  return { level: 'info', code, text }
}

import type { Message } from '../domain/changeset.ts'
import type { DueDay } from '../domain/dues.ts'
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

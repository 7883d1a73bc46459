import { formatAmount, formatDay } from '../format.ts'
import { fill, texts } from '../page.ts'
import type { Preview, ScheduleEntry } from '../wire.ts'

/** What happens after today, in one or two sentences with dates and amounts. */
export function whatNext(preview: Preview): string {
  const next = preview.nextSchedule
  if (next === null) return texts.payOnce
  return [...beginningSentences(preview, next), ...futureSentences(preview, next)].join(' ')
}

function beginningSentences(preview: Preview, next: ScheduleEntry): readonly string[] {
  if (isFreeNow(preview)) return [fill(texts.freeUntil, { date: formatDay(next.date) })]
  const startsLater =
    Number(preview.preview.paidAmount) === 0 && preview.effectiveDate.slice(0, 10) >= next.date
  return startsLater ? [fill(texts.startsOn, { date: formatDay(preview.effectiveDate.slice(0, 10)) })] : []
}

/** Begins today although nothing is charged before a later day: a trial. */
export function isFreeNow(preview: Preview): boolean {
  const next = preview.nextSchedule
  return (
    Number(preview.preview.paidAmount) === 0 &&
    next !== null &&
    preview.effectiveDate.slice(0, 10) < next.date
  )
}

function futureSentences(preview: Preview, next: ScheduleEntry): readonly string[] {
  const entries = preview.schedule.filter((entry) => entry.date >= next.date)
  const every = rhythmOf(entries, preview)
  if (every === undefined)
    return [
      fill(texts.nextPayment, {
        amount: formatAmount(next.amount, next.currency),
        date: formatDay(next.date),
      }),
    ]
  return runsOf(entries).map((entry, at) =>
    fill(at === 0 ? texts.thenEvery : texts.fromEvery, {
      amount: formatAmount(entry.amount, entry.currency),
      every,
      date: formatDay(entry.date),
    }),
  )
}

/** The first entry of each stretch of equal amounts. */
function runsOf(entries: readonly ScheduleEntry[]): readonly ScheduleEntry[] {
  return entries.filter((entry, at) => entries[at - 1]?.amount !== entry.amount)
}

/** "every month", when all the entries are equally far apart and few enough amounts to say it in two sentences. */
function rhythmOf(entries: readonly ScheduleEntry[], preview: Preview): string | undefined {
  const today = preview.schedule[0]
  const paidNow = today !== undefined && Number(today.amount) > 0 && today.date < (entries[0]?.date ?? '')
  const dates = [...(paidNow && today ? [today.date] : []), ...entries.map(({ date }) => date)]
  const gaps = dates.slice(1).map((date, at) => gapBetween(dates[at] ?? date, date))
  const [first] = gaps
  const regular =
    first !== undefined && gaps.every((gap) => gap.unit === first.unit && gap.count === first.count)
  return regular && runsOf(entries).length <= 2 ? inWords(first) : undefined
}

interface Gap {
  readonly unit: 'day' | 'week' | 'month' | 'year'
  readonly count: number
}

const dayMs = 86_400_000

/** Months when the days of the month agree (or are clipped to a month's end), else days. */
function gapBetween(from: string, to: string): Gap {
  const [start, end] = [new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`)]
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
  if (months > 0 && agree(start, end))
    return months % 12 === 0 ? { unit: 'year', count: months / 12 } : { unit: 'month', count: months }
  const days = Math.round((end.getTime() - start.getTime()) / dayMs)
  return days % 7 === 0 ? { unit: 'week', count: days / 7 } : { unit: 'day', count: days }
}

function agree(start: Date, end: Date): boolean {
  const [from, to] = [start.getUTCDate(), end.getUTCDate()]
  const lastOf = (date: Date) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return from === to || (to < from && to === lastOf(end)) || (from < to && from === lastOf(start))
}

function inWords({ unit, count }: Gap): string {
  const one = { day: texts.everyDay, week: texts.everyWeek, month: texts.everyMonth, year: texts.everyYear }
  const many = {
    day: texts.everyDays,
    week: texts.everyWeeks,
    month: texts.everyMonths,
    year: texts.everyYears,
  }
  return count === 1 ? one[unit] : fill(many[unit], { count })
}

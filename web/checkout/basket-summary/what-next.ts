import { formatAmount, formatDay } from '../format.ts'
import { fill, texts } from '../page.ts'
import type { Preview, ScheduleEntry } from '../wire.ts'
import { type Gap, gapBetweenAll } from './rhythm.ts'

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
  const dates = entries.length > 1 ? entries.map(({ date }) => date) : withToday(entries, preview)
  const gap = gapBetweenAll(dates)
  return gap !== undefined && runsOf(entries).length <= 2 ? inWords(gap) : undefined
}

/** A single coming charge tells its rhythm only together with the one of today. */
function withToday(entries: readonly ScheduleEntry[], { schedule }: Preview): readonly string[] {
  const [today] = schedule
  const [next] = entries
  const isSame = today !== undefined && next !== undefined && today.amount === next.amount
  return isSame && today.date < next.date ? [today.date, next.date] : []
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

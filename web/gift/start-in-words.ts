import { formatDay } from '../checkout/format.ts'
import { fill } from '../checkout/page.ts'
import type { Start } from './claim.ts'
import { words } from './page.ts'

/** When the gift starts, in the language of the page. */
export function startInWords({ date, today, queued }: Start): string {
  if (today) return words.startsToday
  return fill(queued ? words.queued : words.startsOn, { date: formatDay(date) })
}

import type { ChargeLine } from '../../src/domain/charge.ts'
import type { CustomerState } from '../../src/domain/customer-state.ts'
import { toDecimal } from '../../src/domain/money.ts'
import { orderTypes } from '../../src/order-types/registry.ts'
import { renderPreview } from '../../src/orders/render-preview.ts'
import { type Example, examplesOf, worldOf } from '../support/examples.ts'
import { passTime, stateAfter, takeStep } from '../support/history.ts'
import type { Story } from './stories.ts'

/** A story as the page shows it, and its rows as a test checks them. */
export interface Told {
  readonly rows: readonly Row[]
  readonly text: string
}

export interface Row {
  readonly on: string
  readonly what: string
  readonly days: string
  readonly amount: string
}

/** Plays a story by the planner: everything invoiced, credited and paid back, day by day. */
export function tell(story: Story): Told {
  const { world, steps, until } = story
  const state = passTime(stateAfter(world, steps), `${until}T12:00:00.000Z`)
  const rows = rowsOf(state).filter(({ on }) => story.shows === undefined || story.shows.includes(on))
  const table = [
    '| on | what | for | amount |',
    '| --- | --- | --- | ---: |',
    ...rows.map(({ on, what, days, amount }) => `| ${on} | ${what} | ${days} | ${amount} |`),
  ]
  return {
    rows,
    text: [`**${story.title}**`, '', ...table, ...(story.note ? ['', story.note] : [])].join('\n'),
  }
}

function rowsOf({ invoices, creditMemos, refunds }: CustomerState): readonly Row[] {
  const charged = invoices.flatMap(({ issuedOn, currency, lines }) =>
    lines.map((line) => ({ on: issuedOn, order: 1, ...rowOf(line, currency, '') })),
  )
  const credited = creditMemos.flatMap(({ issuedOn, currency, lines }) =>
    lines.map((line) => ({ on: issuedOn, order: 0, ...rowOf(line, currency, '−') })),
  )
  const back = refunds.map(({ requestedAt, amount, currency }) => ({
    on: requestedAt.slice(0, 10),
    order: 2,
    what: 'paid back',
    days: '',
    amount: toDecimal(amount, currency),
  }))
  return [...charged, ...credited, ...back]
    .sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1))
    .map(({ order: _, ...row }) => row)
}

function rowOf(line: ChargeLine, currency: string, sign: '' | '−'): Omit<Row, 'on'> {
  const { label, quantity, unitAmount, amount, serviceStartOn, serviceEndOn, discount } = line
  const price = `${quantity} × ${toDecimal(unitAmount, currency)}`
  const reduced = discount === undefined ? '' : `, less ${toDecimal(discount, currency)}`
  return {
    what: `${sign === '' ? '' : 'credit: '}${label}, ${price}${reduced}`,
    days: `${serviceStartOn} to ${serviceEndOn}${partOf(line)}`,
    amount: `${sign}${toDecimal(amount, currency)}`,
  }
}

function partOf({ serviceStartOn, serviceEndOn, periodDays }: ChargeLine): string {
  if (periodDays === undefined) return ''
  const days = (Date.parse(serviceEndOn) - Date.parse(serviceStartOn)) / 86_400_000 + 1
  return `, ${days} of ${periodDays} days`
}

/** The examples of every order type, each a line. */
export function orderTypeExamples(): string {
  return Object.keys(orderTypes)
    .sort()
    .map((type) =>
      [`### \`${type}\``, '', ...examplesOf(type).map(([, example]) => bulletOf(example))].join('\n'),
    )
    .join('\n\n')
}

function bulletOf(example: Example): string {
  const world = worldOf(example)
  const history = example.history ?? []
  const step = takeStep(world, stateAfter(world, history), example, history.length)
  const { preview, schedule, effectiveDate } = renderPreview({ proposal: step })
  const { currency } = step.changeset
  const today = example.at.slice(0, 10)
  const charged = preview.previewResult.invoices.map(({ amount }) => amount)
  const credited = preview.previewResult.creditMemos.map(({ amount }) => amount)
  const later = schedule.filter(({ date }) => date > today).slice(0, 3)
  const figures = [
    effectiveDate === today ? `ordered ${today}` : `ordered ${today}, takes hold ${effectiveDate}`,
    ...(credited.length === 0 ? [] : [`credit ${credited.join(' + ')}`]),
    ...(charged.length === 0 ? [] : [`charge ${charged.join(' + ')}`]),
    `due today ${preview.paidAmount} ${currency}`,
    later.length === 0
      ? 'nothing later'
      : `then ${later.map(({ date, amount }) => `${date} ${amount}`).join(', ')}`,
  ]
  return `- ${example.says} *${figures.join('; ')}.*`
}

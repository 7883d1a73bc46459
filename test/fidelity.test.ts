import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '../src/domain/calendar.ts'
import type { ChargeLine } from '../src/domain/charge.ts'
import { toDecimal } from '../src/domain/money.ts'
import { type Agent, orderAgent } from './support/agent.ts'
import { useApp } from './support/app.ts'
import type { Answer } from './support/buyer.ts'
import { card } from './support/buyer.ts'

const app = useApp()
let agent: Agent
let sellable: readonly Sellable[]

interface Sellable {
  readonly id: string
  readonly version: string
  readonly currency: string
  readonly countries: readonly string[]
  readonly least: number
}

beforeAll(async () => {
  agent = await orderAgent(app())
  const { rows } = await app().pool.query(
    `select id, version, data #>> '{attributes,price__limio,0,currencyCode}' as currency,
       coalesce(data #> '{attributes,allowed_countries__limio}', '[]') as countries,
       coalesce((data #>> '{attributes,default_quantity_options__limio,minimum_quantity}')::int, 1) as least
     from catalog_versions where record_type = 'offer' and status = 'published'
       and coalesce(data #>> '{attributes,is_gift__limio}', 'false') = 'false' order by path`,
  )
  sellable = rows
})

const runs = Number(process.env.FIDELITY_RUNS ?? 60)

/** Orders of all kinds, most of them good: offers that go together or not, quantities that fit or not, dates near and far. */
const wishes = fc.record({
  picks: fc.array(
    fc.record({
      offer: fc.nat(),
      quantity: fc.oneof(
        { weight: 4, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) },
      ),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  oneCurrency: fc.oneof(
    { weight: 9, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  country: fc.option(fc.constantFrom('GB', 'US', 'FR'), { nil: undefined, freq: 2 }),
  startsIn: fc.option(fc.integer({ min: -370, max: 400 }), { nil: undefined }),
  payment: fc.constantFrom({ type: 'invoice' }, card('tok_ok')),
})

function bodyOf(wish: typeof wishes extends fc.Arbitrary<infer W> ? W : never): object {
  const first = sellable[(wish.picks[0]?.offer ?? 0) % sellable.length]
  const country = wish.country ?? first?.countries[0] ?? 'GB'
  const together = sellable.filter(
    ({ currency, countries }) =>
      currency === first?.currency && (countries.length === 0 || countries.includes(country)),
  )
  const from = wish.oneCurrency && together.length > 0 ? together : sellable
  const today = app().services.clock.now().slice(0, 10)
  return {
    order_type: 'new',
    process_immediately: true,
    orderItems: wish.picks.map(({ offer, quantity }) => {
      const chosen = from[offer % from.length]
      return {
        offer: { id: chosen?.id, version: chosen?.version },
        quantity: quantity === 1 ? chosen?.least : quantity,
      }
    }),
    customerDetails: { email: 'ada@example.com' },
    payment: wish.payment,
    country,
    ...(wish.startsIn === undefined ? {} : { orderDate: addDays(today, wish.startsIn) }),
  }
}

/** One line of money, whoever says it. */
function lineText(line: {
  name: string
  quantity: number
  amount: string
  from: string
  to: string
}): string {
  return `${line.name} ${line.quantity} ${line.amount} ${line.from}..${line.to}`
}

function savedLine(line: ChargeLine, currency: string): string {
  const { chargeName: name, quantity, serviceStartOn: from, serviceEndOn: to } = line
  return lineText({ name, quantity, amount: toDecimal(line.amount, currency), from, to })
}

interface WireLine {
  readonly chargeName: string
  readonly quantity?: number
  readonly additionalInfo?: { readonly quantity: number }
  readonly amountWithoutTax: string
  readonly serviceStartDate: string
  readonly serviceEndDate: string
}

function shownLine(line: WireLine): string {
  return lineText({
    name: line.chargeName,
    quantity: line.quantity ?? line.additionalInfo?.quantity ?? 0,
    amount: line.amountWithoutTax,
    from: line.serviceStartDate,
    to: line.serviceEndDate,
  })
}

async function saved(orderId: string) {
  const { rows: invoices } = await app().pool.query(
    'select lines, currency, total from invoices where order_id = $1',
    [orderId],
  )
  const { rows: schedules } = await app().pool.query(
    'select due_on, lines, currency from schedules where order_id = $1',
    [orderId],
  )
  return {
    invoiced: invoices.flatMap(({ lines, currency }) =>
      lines.map((line: ChargeLine) => savedLine(line, currency)),
    ),
    scheduled: schedules.flatMap(({ due_on, lines, currency }) =>
      lines.map((line: ChargeLine) => `${due_on} ${savedLine(line, currency)}`),
    ),
  }
}

function shown({ body }: Answer) {
  const { invoices } = body.preview.previewResult
  return {
    invoiced: invoices.flatMap((invoice: { invoiceItems: WireLine[] }) =>
      invoice.invoiceItems.map(shownLine),
    ),
    scheduled: body.schedule.flatMap((day: { date: string; lineItems: WireLine[] }) =>
      day.lineItems.map((line) => `${day.date} ${shownLine(line)}`),
    ),
  }
}

/** A preview shows at most 24 days to come, over all subscriptions of the order; what is saved goes on. */
const mostDaysToCome = 24

function isShown(line: string, { body }: Answer): boolean {
  const days: string[] = body.schedule.map((day: { date: string }) => day.date)
  return days.length < mostDaysToCome || line.slice(0, 10) <= (days.at(-1) ?? '')
}

const sorted = (lines: readonly string[]) => [...lines].sort()

test('what a preview shows is what submitting saves, to the line, and what one refuses the other refuses', async () => {
  let bought = 0
  await fc.assert(
    fc.asyncProperty(wishes, async (wish) => {
      const body = bodyOf(wish)
      const preview = await agent.preview(body)
      const order = await agent.submit(body)
      if (preview.status !== 200) {
        expect([order.status, order.body.code, order.body.errors]).toEqual([
          preview.status,
          preview.body.code,
          preview.body.errors,
        ])
        return
      }
      expect(order.body.status).toBe('complete')
      bought += 1
      const is = await saved(order.body.id)
      const was = shown(preview)
      expect(sorted(is.invoiced)).toEqual(sorted(was.invoiced))
      expect(sorted(is.scheduled.filter((line) => isShown(line, preview)))).toEqual(sorted(was.scheduled))
    }),
    { numRuns: runs },
  )
  expect(bought, 'enough of them were really bought').toBeGreaterThan(runs / 5)
}, 120_000)

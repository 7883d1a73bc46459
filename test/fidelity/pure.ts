import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { CustomerState } from '../../src/domain/customer-state.ts'
import { isRefused } from '../../src/domain/refusal.ts'
import { orderTypes } from '../../src/order-types/registry.ts'
import { renderPreview } from '../../src/orders/render-preview.ts'
import { type Example, examplesOf, worldOf } from '../support/examples.ts'
import { paid, passTime, type StepResult, stateAfter, tryStep, type World } from '../support/history.ts'
import { asFarAsShown, minor, observed, shown } from './figures.ts'
import { dayAfter, dice, type Request, varied } from './requests.ts'

const types = Object.keys(orderTypes)

const rounds = fc.record({
  type: fc.nat(),
  example: fc.nat(),
  /** Orders of any type that come before, each so many days after the last. */
  earlier: fc.array(
    fc.record({ type: fc.nat(), example: fc.nat(), after: fc.integer({ min: 0, max: 45 }), dice }),
    {
      maxLength: 3,
    },
  ),
  after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
  dice,
})

type Round = typeof rounds extends fc.Arbitrary<infer R> ? R : never

const pick = <T>(from: readonly T[], n: number): T => {
  const one = from[n % from.length]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

/**
 * States and orders of every registered type: the preview shows what the fold of the same plan holds, to the line; planned twice, or
 * refused twice, it is the same; and nothing moved that is not shown.
 */
export function expectFaithful(numRuns: number): void {
  const done = new Map(types.map((type) => [type, 0]))
  fc.assert(
    fc.property(rounds, (round) => {
      const type = pick(types, round.type)
      const [, example] = pick(examplesOfType(type), round.example)
      const world = worldOf(example)
      const { state, today } = stateOf(example, { world, round })
      const request = varied(example.request, today, round.dice)
      const [one, two] = [1, 2].map(() =>
        tryStep(world, state, { at: `${today}T15:00:00.000Z`, request: forBuyer(request) }, 99),
      )
      expect(saysOf(two)).toEqual(saysOf(one))
      if (one === undefined || isRefused(one)) return
      expectShown(one, today)
      done.set(type, (done.get(type) ?? 0) + 1)
    }),
    { numRuns },
  )
  const seldom = [...done].filter(([, times]) => times < numRuns / types.length / 5)
  expect(seldom, 'every type is carried out often enough').toEqual([])
}

/** What is planned, or the refusal with its code and places. */
function saysOf(result: ReturnType<typeof tryStep> | undefined): unknown {
  return result === undefined || isRefused(result) ? result : result.changeset
}

const cache = new Map<string, ReturnType<typeof examplesOf>>()
function examplesOfType(type: string): ReturnType<typeof examplesOf> {
  const known = cache.get(type) ?? examplesOf(type)
  cache.set(type, known)
  return known
}

/** A preview may leave the payment out; where it is there it is one that needs no stored method. */
function forBuyer(request: Request): Request {
  return request.order_type === 'new'
    ? { customerDetails: { email: 'ada@example.com' }, ...request }
    : request
}

function stateOf(
  example: Example,
  { world, round }: { world: World; round: Round },
): { readonly state: CustomerState; readonly today: string } {
  let state = historyOf(example, world)
  let today = example.at.slice(0, 10)
  if (state.subscriptions.length === 0) return { state, today }
  for (const [n, { type, example: which, after: days, dice }] of round.earlier.entries()) {
    today = dayAfter(today, days)
    const earlier = pick(
      types.filter((name) => name !== 'new'),
      type,
    )
    const request = varied(pick(examplesOfType(earlier), which)[1].request, today, dice)
    state = after(tryStep(world, state, { at: `${today}T1${n}:00:00.000Z`, request }, 10 + n), state)
  }
  today = dayAfter(today, round.after)
  return { state: passTime(state, `${today}T14:00:00.000Z`), today }
}

const histories = new Map<Example, CustomerState>()

/** Played once: it is the same each time. */
function historyOf(example: Example, world: World): CustomerState {
  const known = histories.get(example) ?? stateAfter(world, example.history ?? [])
  histories.set(example, known)
  return known
}

function after(result: ReturnType<typeof tryStep>, before: CustomerState): CustomerState {
  return isRefused(result) ? before : paid(result)
}

function expectShown(step: StepResult, today: string): void {
  const { facts, after, changeset } = step
  const preview = renderPreview({ proposal: step })
  const is = asFarAsShown(observed(after, { orderId: facts.orderId, today }), preview)
  expect(shown(preview, today)).toEqual(is)
  expect(preview.effectiveDate).toBe(changeset.effectiveOn)
  expectOnlyWhatIsShown(facts.before, after, facts.orderId)
  const due = Math.max(0, collected(step), asked(step), owed(after) - owed(facts.before))
  expect(minor(preview.preview.paidAmount), 'what is due today is collected, or owed more').toBe(due)
}

/** What its own invoices ask for, where somebody collects them: us, or a provider of the buyer's. */
function asked({ facts, after }: StepResult): number {
  const own = after.invoices.filter(({ orderId }) => orderId === facts.orderId)
  return owed({ ...after, invoices: own.filter(({ paymentType }) => paymentType !== 'invoice') })
}

/** What is taken from a card; what was paid elsewhere is not. */
function collected({ changeset }: StepResult): number {
  const asked = changeset.effects.flatMap((effect) =>
    effect.kind === 'collect_payment' ? effect.amount : [],
  )
  return asked.reduce((sum, amount) => sum + amount, 0)
}

function owed({ invoices }: CustomerState): number {
  return invoices.reduce((sum, { balance }) => sum + balance, 0)
}

/** Earlier invoices and schedules are as they were, but for the credits that are shown; payments but for refunds. */
function expectOnlyWhatIsShown(before: CustomerState, after: CustomerState, orderId: string): void {
  const memos = after.creditMemos.filter((memo) => memo.orderId === orderId)
  for (const invoice of before.invoices) {
    const now = after.invoices.find(({ id }) => id === invoice.id)
    const credited = memos.flatMap(({ lines }) => lines).filter(({ invoiceId }) => invoiceId === invoice.id)
    const was = (lines: typeof invoice.lines) => lines.reduce((sum, line) => sum + (line.credited ?? 0), 0)
    expect(was(now?.lines ?? []) - was(invoice.lines)).toBe(
      credited.reduce((sum, { amount }) => sum + amount, 0),
    )
    const { balance: _, status: __, lines: ___, ...rest } = invoice
    expect(now).toMatchObject(rest)
  }
  const past = ({ schedules }: CustomerState) => schedules.filter(({ status }) => status === 'invoiced')
  for (const entry of past(before))
    expect(past(after).some((now) => isDeepStrictEqual(now, entry))).toBe(true)
  const back = after.refunds.filter((refund) => refund.orderId === orderId)
  const refunded = ({ payments }: CustomerState) =>
    payments.reduce((sum, one) => sum + (one.refunded ?? 0), 0)
  expect(refunded(after) - refunded(before)).toBe(back.reduce((sum, { amount }) => sum + amount, 0))
}

import { addDays, daysBetween, laterOf } from './calendar.ts'
import type { Change } from './change.ts'
import type { CustomerState } from './customer-state.ts'
import { fold } from './fold.ts'
import type { IdSource } from './id.ts'
import type { CreditMemo, CreditMemoLine, Invoice, InvoiceLine } from './invoice.ts'
import { multiply } from './money.ts'
import { exactSum } from './schedule.ts'
import type { Subscription } from './subscription.ts'
import type { Instant, LocalDate } from './time.ts'

/** What is to be given back of one invoiced line, before it has a memo. Amounts are positive, minor units. */
export type Credit = Omit<CreditMemoLine, 'id'>

/** What a line was invoiced for and has not been credited yet, without tax. */
export function creditable(line: InvoiceLine): number {
  return line.amount - (line.credited ?? 0)
}

/** A credit of so much of a line, with its share of the tax: crediting a line wholly, in however many steps, leaves exactly zero. */
export function creditOf(invoice: Invoice, line: InvoiceLine, amount: number): Credit {
  const { id, credited = 0, creditedTax = 0, creditedQuantity: _, ...charge } = line
  const taxSoFar =
    line.amount === 0
      ? line.tax
      : (multiply(line.tax, 1, { numerator: credited + amount, denominator: line.amount }) ?? 0)
  return { ...charge, amount, tax: taxSoFar - creditedTax, invoiceId: invoice.id, invoiceLineId: id }
}

export interface Unused {
  /** First day that is not used: the day of a change is unused of the old. */
  readonly on: LocalDate
  /** Ids of the subscription offers of which less is used. */
  readonly subscriptionOfferIds: ReadonlySet<string>
  /** The charge, by its name; absent: every one. */
  readonly chargeName?: string
  /** How many go, for each charge; absent: all. */
  readonly quantity?: number
}

/**
 * The unused days of what was invoiced: unit price × quantity × unused days / days of the period, rounded once for each line, never
 * more than what is left of the line. What was added last goes first. One-time charges are not for days and give nothing back.
 */
export function creditUnused(
  { invoices }: Pick<CustomerState, 'invoices'>,
  unused: Unused,
): readonly Credit[] {
  const left = new Map<string, number>()
  const credits: Credit[] = []
  for (const { invoice, line } of unusedLines(invoices, unused)) {
    const wanted = left.get(line.chargeName) ?? unused.quantity ?? Number.POSITIVE_INFINITY
    const quantity = Math.min(wanted, line.quantity - (line.creditedQuantity ?? 0))
    left.set(line.chargeName, wanted - quantity)
    if (quantity <= 0) continue
    const amount = Math.min(creditable(line), unusedAmount(line, { on: unused.on, quantity }))
    const startOn = laterOf(line.serviceStartOn, unused.on)
    credits.push({ ...creditOf(invoice, line, amount), quantity, serviceStartOn: startOn, unused: true })
  }
  return credits
}

function unusedLines(invoices: readonly Invoice[], { on, subscriptionOfferIds, chargeName }: Unused) {
  return invoices
    .flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line })))
    .filter(
      ({ line }) =>
        line.oneTime === undefined &&
        line.serviceEndOn >= on &&
        subscriptionOfferIds.has(line.subscriptionOfferId) &&
        (chargeName === undefined || line.chargeName === chargeName),
    )
    .sort((a, b) => (a.line.serviceStartOn > b.line.serviceStartOn ? -1 : 1))
}

/** A line whose price was reduced is divided by its own days; every other one from its unit price, so that it is rounded once. */
function unusedAmount(line: InvoiceLine, { on, quantity }: { on: LocalDate; quantity: number }): number {
  const startOn = laterOf(line.serviceStartOn, on)
  const end = addDays(line.serviceEndOn, 1)
  const days = daysBetween(startOn, end)
  const served = daysBetween(line.serviceStartOn, end)
  const amount =
    line.discount === undefined
      ? multiply(line.unitAmount, quantity, { numerator: days, denominator: line.periodDays ?? served })
      : multiply(line.amount, quantity, {
          numerator: days,
          denominator: BigInt(served) * BigInt(line.quantity),
        })
  return amount ?? line.amount
}

export interface CreditInput {
  readonly subscription: Subscription
  readonly ids: IdSource
  /** Names the memo inside its id source. */
  readonly key: string
  readonly orderId: string | undefined
  readonly at: Instant
  readonly on: LocalDate
  readonly reason: string
  readonly credits: readonly Credit[]
}

/**
 * One credit memo over these credits. It first lowers what is still open on the invoices it corrects; the rest is its balance.
 * Nothing to credit, no changes.
 */
export function creditChanges(state: CustomerState, input: CreditInput): readonly Change[] {
  const memo = makeCreditMemo(state, input)
  if (memo.total === 0) return []
  const changes: Change[] = [{ kind: 'issue_credit_memo', creditMemo: memo }]
  let left = memo.remaining
  for (const invoiceId of new Set(memo.lines.map((line) => line.invoiceId))) {
    const open = state.invoices.find(({ id }) => id === invoiceId)?.balance ?? 0
    const corrects = exactSum(
      memo.lines.filter((line) => line.invoiceId === invoiceId).map((line) => line.amount + line.tax),
    )
    const amount = Math.min(open, corrects, left)
    if (amount === 0) continue
    left -= amount
    changes.push({ kind: 'apply_credit', creditMemoId: memo.id, invoiceId, amount, on: input.on })
  }
  return changes
}

function makeCreditMemo(state: CustomerState, input: CreditInput): CreditMemo {
  const { subscription, ids, key, orderId, at, on, reason, credits } = input
  const given = credits.filter(({ amount, tax }) => amount + tax > 0)
  const subtotal = exactSum(given.map(({ amount }) => amount))
  const tax = exactSum(given.map((credit) => credit.tax))
  const total = exactSum([subtotal, tax])
  return {
    id: ids.id('credit_memo', key),
    reference: ids.reference(`credit_memo/${key}`),
    ownerId: subscription.ownerId,
    customerId: subscription.customerId,
    subscriptionId: subscription.id,
    orderId,
    reason,
    issuedAt: at,
    issuedOn: on,
    currency: subscription.currency,
    subtotal,
    tax,
    total,
    applications: [],
    refunded: 0,
    remaining: total,
    lines: given.map((credit, index) => ({
      ...credit,
      id: ids.id('credit_memo_item', `${key}/${index + 1}`),
    })),
    billTo: {
      customer: state.customers.find(({ id }) => id === subscription.customerId)?.details ?? {},
      address: state.addresses.find(({ relationship }) => relationship === 'billing')?.address,
    },
  }
}

/** The owner's balance pays what it can of an invoice: the oldest credit first. */
export function balanceChanges(state: CustomerState, invoiceId: string, on: LocalDate): readonly Change[] {
  const invoice = state.invoices.find(({ id }) => id === invoiceId)
  const changes: Change[] = []
  let open = invoice?.balance ?? 0
  for (const memo of oldestFirst(state.creditMemos)) {
    const amount = memo.currency === invoice?.currency ? Math.min(open, memo.remaining) : 0
    if (amount === 0) continue
    open -= amount
    changes.push({ kind: 'apply_credit', creditMemoId: memo.id, invoiceId, amount, on })
  }
  return changes
}

function oldestFirst(memos: readonly CreditMemo[]): readonly CreditMemo[] {
  return [...memos].sort((a, b) =>
    a.issuedAt < b.issuedAt || (a.issuedAt === b.issuedAt && a.id < b.id) ? -1 : 1,
  )
}

/** Works changes out step by step: each step sees the state that the ones before it lead to. */
export function inSteps(
  before: CustomerState,
  steps: readonly ((state: CustomerState) => readonly Change[])[],
): { readonly changes: readonly Change[]; readonly after: CustomerState } {
  return steps.reduce<{ changes: readonly Change[]; after: CustomerState }>(
    ({ changes, after }, step) => {
      const more = step(after)
      return { changes: [...changes, ...more], after: fold(after, more) }
    },
    { changes: [], after: before },
  )
}

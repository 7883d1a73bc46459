import type { Change } from './change.ts'
import type { Credit } from './credit-lines.ts'
import type { CustomerState } from './customer-state.ts'
import { fold } from './fold.ts'
import type { IdSource } from './id.ts'
import type { CreditMemo } from './invoice.ts'
import { exactSum } from './money.ts'
import type { Subscription } from './subscription.ts'
import type { Instant, LocalDate } from './time.ts'

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

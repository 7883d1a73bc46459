import type { Changeset } from '../domain/changeset.ts'
import { reasonInWords, saysWhyNot } from '../domain/promo-code.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Promised } from './preview-token.ts'
import type { Proposal } from './propose.ts'

/** Nobody pays more than they expect: what was never shown to the caller must not leave out a code that was named. */
export function refuseCodesLeftOut(
  promised: Promised | undefined,
  { changeset }: Pick<Proposal, 'changeset'>,
): Refusal | undefined {
  if (promised !== undefined) return undefined
  const leftOut = changeset.messages.filter(saysWhyNot)
  const [first] = leftOut
  if (first === undefined) return undefined
  return refuse('promo_code_not_applicable', first.text, {
    errors: leftOut.map(({ code, text }) => ({ pointer: '/promoCodes', code, message: text })),
  })
}

interface Reservation {
  readonly order: Pick<OrderRecord, 'id' | 'expectedFingerprint'>
  readonly changeset: Changeset
  readonly at: string
}

/**
 * One use of every code that the order applies becomes its own, and none of any other. Called first in its transaction, before
 * any other row is touched. Refused when somebody was faster with the last one.
 */
export async function reserveUses(
  { promoCodes }: Pick<Stores, 'promoCodes'>,
  { order, changeset, at }: Reservation,
): Promise<Refusal | undefined> {
  const uses = changeset.changes.flatMap((change) => (change.kind === 'use_promo_code' ? [change] : []))
  const numbers = uses.map(({ promoNumber }) => promoNumber)
  const missed = await promoCodes.reserve({ orderId: order.id, numbers, at })
  const gone = uses.filter(({ promoNumber }) => missed.includes(promoNumber)).map(({ code }) => code)
  if (gone.length === 0) return undefined
  return order.expectedFingerprint === undefined ? notApplicable(gone) : noLongerSo(gone)
}

function notApplicable(codes: readonly string[]): Refusal {
  const errors = codes.map((code) => ({
    pointer: '/promoCodes',
    code: 'promo_code_used_up',
    message: reasonInWords(code, 'used_up', undefined),
  }))
  return refuse('promo_code_not_applicable', errors[0]?.message ?? '', { errors })
}

function noLongerSo(codes: readonly string[]): Refusal {
  const differing = codes.map((code) => ({ line: `promo code ${code}`, before: 'applied', after: 'used up' }))
  return refuse('changes_differ', 'A promo code was used up meanwhile. Preview the order again.', {
    errors: differing.map(({ line, before, after }) => ({
      pointer: '',
      code: 'changes_differ',
      message: `${line}: was ${before}, would be ${after}`,
    })),
    extra: { differences: differing },
  })
}

/** May the order hold uses of codes? Most name none, and nobody asks about them. */
export function namesCodes({ request }: Pick<OrderRecord, 'request'>): boolean {
  const { order } = request
  return order.type === 'new' && (order.promoCodes?.length ?? 0) > 0
}

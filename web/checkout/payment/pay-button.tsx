import { isFreeNow } from '../basket-summary/what-next.ts'
import { formatAmount } from '../format.ts'
import { fill, texts } from '../page.ts'
import type { Preview } from '../wire.ts'

export interface PayButtonProps {
  readonly preview: Preview | undefined
  readonly currency: string
  readonly paymentType: string
  readonly busy: boolean
  /** Totals are on their way: what would be paid is not known for sure. */
  readonly waiting: boolean
}

/** Says what pressing it does, keeps its size while it works, and cannot be pressed twice. */
export function PayButton({ preview, currency, paymentType, busy, waiting }: PayButtonProps) {
  return (
    <button type="submit" class="pay" aria-disabled={busy || waiting} data-busy={busy}>
      <span class="pay-label">{payText(preview, currency, paymentType)}</span>
      <span class="pay-busy" role="status">
        {busy ? texts.working : ''}
      </span>
    </button>
  )
}

function payText(preview: Preview | undefined, currency: string, paymentType: string): string {
  if (preview === undefined) return texts.placeOrder
  if (isFreeNow(preview) && paymentType !== 'invoice') return texts.startTrial
  const due = preview.preview.paidAmount
  if (paymentType === 'invoice' || Number(due) === 0) return texts.placeOrder
  return fill(texts.pay, { amount: formatAmount(due, currency) })
}

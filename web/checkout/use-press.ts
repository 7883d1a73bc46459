import { useState } from 'preact/hooks'
import type { Receipt } from '../../src/contract/receipt.ts'
import { loadReceipt } from './await-receipt.ts'
import { type Bank, formIsShown } from './bank/bank.ts'
import { useBank } from './bank/use-bank.ts'
import { texts } from './page.ts'
import { outcomeText } from './payment/decline.ts'
import type { Outcome } from './place-order.ts'
import { useBusy } from './use-busy.ts'
import { type OrderToSend, useSender } from './use-sender.ts'
import type { Problem } from './wire.ts'

export interface PressHandlers {
  readonly checkoutId: string
  /** Where the buyer stood with their bank when the page was opened. */
  readonly bankOnOpening: Bank | undefined
  readonly onReceipt: (receipt: Receipt) => void
  readonly onEnded: (code: string) => void
  /** Fetches new figures; answers whether they are the ones the customer saw, with the new preview's id. */
  readonly refresh: () => Promise<{ readonly same: boolean; readonly previewId: string } | undefined>
  /** Answers whether the problem could be shown at its fields. */
  readonly onFieldProblem: (problem: Problem) => boolean
}

/** One press of the button, from sending the order to its receipt, by way of the buyer's bank when that wants to see them. */
export function usePress(handlers: PressHandlers) {
  const { checkoutId, onReceipt, onEnded, refresh } = handlers
  const [bank, setBank] = useState(handlers.bankOnOpening)
  const { busy, notice, setNotice, run } = useBusy({ nothingToLose: !formIsShown(bank) })
  const onRetry = () => setNotice({ tone: 'progress', text: texts.reconnecting })
  const sender = useSender(onRetry)
  const complain = (text: string) => setNotice({ tone: 'problem', text })
  const { waitForEnd, forgetBank, leaveFor, payOtherwise } = useBank({
    ...{ checkoutId, bank, setBank, run, complain, onRetry },
    ...{ onReceipt, onEnded, refresh },
  })

  const sendAgain = async (order: OrderToSend, mayRepeat: boolean) => {
    const fresh = await refresh()
    if (fresh === undefined) return complain(texts.totalFailed)
    if (!fresh.same || !mayRepeat) return complain(texts.priceChanged)
    const again = { ...order, preview_id: fresh.previewId }
    return follow(await sender.send(again), again, false)
  }

  const follow = async (outcome: Outcome, order: OrderToSend, mayRepeat: boolean): Promise<void> => {
    if (outcome.kind === 'taken') return waitForEnd()
    if (outcome.kind === 'declined' || outcome.kind === 'stale') forgetBank()
    if (outcome.kind === 'stale') return sendAgain(order, mayRepeat)
    if (outcome.kind === 'redirect') return leaveFor(outcome.url)
    if (outcome.kind === 'ended') return onEnded(outcome.code)
    if (outcome.kind === 'refused' && handlers.onFieldProblem(outcome.problem)) return setNotice(undefined)
    return complain(outcomeText(outcome))
  }

  /** `makeOrder` answers nothing when something is still to be mended. */
  const press = (makeOrder: () => Promise<OrderToSend | undefined>) =>
    run(async () => {
      const order = await makeOrder()
      setNotice(undefined)
      if (order === undefined) return
      const earlier = sender.isUnsure() ? await loadReceipt(checkoutId) : undefined
      if (earlier?.status === 'complete') return onReceipt(earlier)
      await follow(await sender.send(order), order, true)
    })

  return { busy, notice, press, bank, payOtherwise }
}

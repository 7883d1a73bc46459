import type { Receipt } from '../../src/contract/receipt.ts'
import { awaitReceipt, loadReceipt } from './await-receipt.ts'
import { fill, texts } from './page.ts'
import { declineText } from './payment/decline.ts'
import type { Outcome } from './place-order.ts'
import { useBusy } from './use-busy.ts'
import { type OrderToSend, useSender } from './use-sender.ts'
import type { Problem } from './wire.ts'

export interface PressHandlers {
  readonly checkoutId: string
  readonly onReceipt: (receipt: Receipt) => void
  readonly onEnded: (code: string) => void
  /** Fetches new figures; answers whether they are the ones the customer saw, with the new preview's id. */
  readonly refresh: () => Promise<{ readonly same: boolean; readonly previewId: string } | undefined>
  /** Answers whether the problem could be shown at its fields. */
  readonly onFieldProblem: (problem: Problem) => boolean
}

/** One press of the button, from sending the order to its receipt. */
export function usePress(handlers: PressHandlers) {
  const { busy, notice, setNotice, run } = useBusy()
  const sender = useSender(() => setNotice({ tone: 'progress', text: texts.reconnecting }))
  const complain = (text: string) => setNotice({ tone: 'problem', text })

  const waitForEnd = async () => {
    const waited = await awaitReceipt(handlers.checkoutId)
    if (waited.kind === 'done') handlers.onReceipt(waited.receipt)
    else complain(waitedText[waited.kind])
  }

  const sendAgain = async (order: OrderToSend, mayRepeat: boolean) => {
    const fresh = await handlers.refresh()
    if (fresh === undefined) return complain(texts.totalFailed)
    if (!fresh.same || !mayRepeat) return complain(texts.priceChanged)
    const again = { ...order, preview_id: fresh.previewId }
    return follow(await sender.send(again), again, false)
  }

  const follow = async (outcome: Outcome, order: OrderToSend, mayRepeat: boolean): Promise<void> => {
    if (outcome.kind === 'taken') return waitForEnd()
    if (outcome.kind === 'stale') return sendAgain(order, mayRepeat)
    if (outcome.kind === 'redirect') return leaveFor(outcome.url)
    if (outcome.kind === 'ended') return handlers.onEnded(outcome.code)
    if (outcome.kind === 'refused' && handlers.onFieldProblem(outcome.problem)) return setNotice(undefined)
    return complain(outcomeText(outcome))
  }

  /** `makeOrder` answers nothing when something is still to be mended. */
  const press = (makeOrder: () => Promise<OrderToSend | undefined>) =>
    run(async () => {
      const order = await makeOrder()
      setNotice(undefined)
      if (order === undefined) return
      const earlier = sender.isUnsure() ? await loadReceipt(handlers.checkoutId) : undefined
      if (earlier?.status === 'complete') return handlers.onReceipt(earlier)
      await follow(await sender.send(order), order, true)
    })

  return { busy, notice, press, resume: () => run(waitForEnd) }
}

const waitedText = { open: texts.paymentOpen, failed: texts.ourMistake, unknown: texts.stillWorking }

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'declined':
      return declineText(outcome.code)
    case 'refused':
      return fill(texts.notAccepted, { reason: outcome.problem.detail })
    case 'lost':
      return texts.connectionLost
    default:
      return texts.ourMistake
  }
}

/** Only ever to a web address; the server names it. */
function leaveFor(url: string): void {
  const target = new URL(url, location.href)
  if (target.protocol === 'https:' || target.origin === location.origin) location.assign(target)
}

import { useEffect } from 'preact/hooks'
import type { Receipt } from '../../../src/contract/receipt.ts'
import { awaitReceipt } from '../await-receipt.ts'
import { texts } from '../page.ts'
import { outcomeText } from '../payment/decline.ts'
import { type Outcome, resumeOrder } from '../place-order.ts'
import { type Bank, mayLeaveFor } from './bank.ts'
import { useLooks } from './use-looks.ts'

export interface BankHandlers {
  readonly checkoutId: string
  readonly bank: Bank | undefined
  readonly setBank: (change: (before: Bank | undefined) => Bank | undefined) => void
  readonly run: (work: () => Promise<void>) => Promise<void>
  readonly complain: (text: string) => void
  /** The line was lost, and it is tried again. */
  readonly onRetry: () => void
  readonly onReceipt: (receipt: Receipt) => void
  readonly onEnded: (code: string) => void
  readonly refresh: () => Promise<unknown>
}

/** An order on its way: to its receipt, to the buyer's bank and back, or back to the form. */
export function useBank({ checkoutId, bank, setBank, run, complain, ...handlers }: BankHandlers) {
  const ask = () => resumeOrder(checkoutId, handlers.onRetry)

  const backToForm = (text: string) => {
    setBank(() => undefined)
    complain(text)
    focusSoon('notice')
  }

  const waitForEnd = async (): Promise<void> => {
    const waited = await awaitReceipt(checkoutId)
    if (waited.kind === 'done') return handlers.onReceipt(waited.receipt)
    if (waited.kind === 'open') return follow(await ask())
    return backToForm(waited.kind === 'failed' ? texts.ourMistake : texts.stillWorking)
  }

  /** What the bank has said, or that it still waits. */
  const follow = async (outcome: Outcome): Promise<void> => {
    if (outcome.kind === 'taken') return waitForEnd()
    if (outcome.kind === 'ended') return handlers.onEnded(outcome.code)
    if (outcome.kind === 'none') return setBank(() => undefined)
    if (outcome.kind === 'redirect' && mayLeaveFor(outcome.url))
      return setBank((before) => waitingAt(outcome.url, before))
    if (outcome.kind === 'lost') {
      setBank((before) => (before?.url === undefined ? undefined : waitingAt(before.url, before)))
      return complain(texts.connectionLost)
    }
    if (outcome.kind === 'declined') await handlers.refresh()
    return backToForm(outcomeText(outcome))
  }

  const resume = () => {
    setBank((before) => (before?.phase === 'leaving' ? { ...before, phase: 'asking' } : before))
    return run(async () => follow(await ask()))
  }

  // A payment that was under way when the page was opened has an end, or somebody it waits for.
  useEffect(() => {
    if (bank !== undefined) void resume()
  }, [])
  useLooks({ checkoutId, bank, resume, onReceipt: handlers.onReceipt })

  return {
    waitForEnd,
    /** Other money was tried: whatever waited at a bank has been ended for it. */
    forgetBank: () => setBank(() => undefined),
    leaveFor: (url: string) =>
      mayLeaveFor(url) ? setBank(() => ({ phase: 'leaving', url })) : complain(texts.ourMistake),
    payOtherwise: () => {
      setBank((before) => before && { ...before, phase: 'otherwise' })
      focusSoon('form-heading')
    },
  }
}

/** Whoever looks for another way goes on looking. */
function waitingAt(url: string, before: Bank | undefined): Bank {
  return { phase: before?.phase === 'otherwise' ? 'otherwise' : 'waiting', url }
}

/** Once it is drawn. */
function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}

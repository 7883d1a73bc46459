import { useEffect, useRef } from 'preact/hooks'
import type { Receipt } from '../../../src/contract/receipt.ts'
import { loadReceipt } from '../await-receipt.ts'
import type { Bank } from './bank.ts'

const lookEveryMs = 5000
/** Ten minutes; after that, whoever comes back to the page makes it look. */
const mostLooks = 120

export interface Looks {
  readonly checkoutId: string
  readonly bank: Bank | undefined
  /** Asks the gateway how the payment stands. */
  readonly resume: () => unknown
  readonly onReceipt: (receipt: Receipt) => void
}

/**
 * An order may come to its end elsewhere: in another tab, on another device, at the bank. The page looks whenever its buyer comes back
 * to it, from the bank by the back button too, and now and then while their bank waits.
 */
export function useLooks(looks: Looks): void {
  const newest = useRef(looks)
  newest.current = looks
  const waits = looks.bank?.phase === 'waiting'

  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => event.persisted && comeBack(newest.current)
    const onWake = () => document.visibilityState === 'visible' && comeBack(newest.current)
    window.addEventListener('pageshow', onShow)
    document.addEventListener('visibilitychange', onWake)
    return () => {
      window.removeEventListener('pageshow', onShow)
      document.removeEventListener('visibilitychange', onWake)
    }
  }, [])

  useEffect(() => {
    if (!waits) return
    let looked = 0
    const timer = setInterval(() => {
      if (++looked === mostLooks) clearInterval(timer)
      if (document.visibilityState === 'visible') void showIfDone(newest.current)
    }, lookEveryMs)
    return () => clearInterval(timer)
  }, [waits])
}

function comeBack(looks: Looks): void {
  if (looks.bank === undefined) void showIfDone(looks)
  else looks.resume()
}

async function showIfDone({ checkoutId, onReceipt }: Looks): Promise<void> {
  const receipt = await loadReceipt(checkoutId)
  if (receipt?.status === 'complete' || receipt?.status === 'scheduled') onReceipt(receipt)
}

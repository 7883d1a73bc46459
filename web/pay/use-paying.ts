import { useEffect, useState } from 'preact/hooks'
import { mayLeaveFor } from '../checkout/bank/bank.ts'
import { texts } from '../checkout/page.ts'
import { declineText } from '../checkout/payment/decline.ts'
import type { PaymentAnswer } from '../checkout/payment/gateway-element.ts'
import { useBusy } from '../checkout/use-busy.ts'
import { words } from './page.ts'
import { type Outcome, pay, resume } from './pay.ts'

/** Which way to pay is being worked on. */
export type Way = 'saved' | 'card' | 'asking'

/** From a press of a button to the page that says it is paid, by way of the buyer's bank when that wants to see them. */
export function usePaying({ returning }: { readonly returning: boolean }) {
  const [way, setWay] = useState<Way>()
  /** Where the bank waits. */
  const [bankUrl, setBankUrl] = useState<string>()
  const { busy, notice, setNotice, run } = useBusy({ nothingToLose: true })
  const complain = (text: string) => {
    setNotice({ tone: 'problem', text })
    // Once it is drawn: the button that was pressed may be far below it.
    requestAnimationFrame(() => document.getElementById('notice')?.focus())
  }

  const follow = async (outcome: Outcome, mayLeave: boolean): Promise<void> => {
    // The server's page says that it is paid, and how; or why the link is over.
    if (outcome.kind === 'paid' || outcome.kind === 'ended') return location.replace(location.pathname)
    if (outcome.kind === 'going-on') return follow(await resume(), mayLeave)
    if (outcome.kind === 'redirect' && mayLeaveFor(outcome.url)) {
      if (mayLeave) return location.assign(outcome.url)
      return setBankUrl(outcome.url)
    }
    setBankUrl(undefined)
    if (outcome.kind !== 'none') complain(textOf(outcome))
  }

  const work = (next: Way, send: () => Promise<Outcome | undefined>, mayLeave: boolean) =>
    run(async () => {
      setWay(next)
      setNotice(undefined)
      const outcome = await send()
      if (outcome !== undefined) await follow(outcome, mayLeave)
    })

  const ask = () => work('asking', resume, false)
  useEffect(() => {
    if (returning) void ask()
    // Back from the bank by the back button: the page stands there as it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && void ask()
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [])

  return {
    busyWay: busy ? way : undefined,
    notice,
    bankUrl,
    paySaved: () => work('saved', () => pay(undefined), true),
    payCard: (make: () => Promise<PaymentAnswer>) =>
      work(
        'card',
        async () => {
          const made = await make()
          return 'mistake' in made ? undefined : pay(made.payment)
        },
        true,
      ),
  }
}

function textOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'declined':
      return declineText(outcome.code)
    case 'going-on':
      return words.slow
    case 'too-many':
      return words.tooMany
    case 'lost':
      return texts.connectionLost
    default:
      return texts.ourMistake
  }
}

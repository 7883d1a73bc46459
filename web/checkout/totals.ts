import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { call, type Reply } from './api.ts'
import { callWithSession } from './session.ts'
import type { Basket, Preview, Problem } from './wire.ts'

/** What the order would come to, as the server worked it out. */
export interface Totals {
  readonly state: 'loading' | 'ready' | 'failed'
  /** The last one known, also while a newer one is on its way; none as long as no country is chosen. */
  readonly preview: Preview | undefined
  readonly problem: Problem | undefined
}

export interface OrderedItem {
  readonly id: string
  readonly quantity: number
}

/** What the totals depend on; `items` only when they differ from the basket's. */
export interface Wanted {
  readonly basket: Basket
  readonly country: string
  /** As far as it is typed; taxes may ask. */
  readonly state: string
  readonly items: readonly OrderedItem[] | undefined
  /** Beside those of the basket. */
  readonly promoCodes: readonly string[]
}

const debounceMs = 300
/** A preview holds for 15 minutes; the page never shows one that is about to end. */
const refreshMs = 10 * 60_000

/** Keeps the totals in step with country and quantities; `reload` fetches them anew and answers them. */
export function useTotals(wanted: Wanted): Totals & { readonly reload: () => Promise<Preview | undefined> } {
  const [totals, setTotals] = useState<Totals>({ state: 'loading', preview: undefined, problem: undefined })
  const newest = useRef(0)
  const isKnown = wanted.country !== ''
  const question = JSON.stringify(questionOf(wanted))

  const reload = useCallback(async () => {
    if (!isKnown) {
      newest.current++
      setTotals({ state: 'ready', preview: undefined, problem: undefined })
      return undefined
    }
    const mine = ++newest.current
    setTotals((before) => ({ ...before, state: 'loading' }))
    const reply = await askFor(JSON.parse(question))
    if (mine !== newest.current) return undefined
    if (reply.kind === 'answer') {
      setTotals({ state: 'ready', preview: reply.body, problem: undefined })
      return reply.body
    }
    const problem = reply.kind === 'problem' ? reply.problem : undefined
    setTotals((before) => ({ ...before, state: 'failed', problem }))
    return undefined
  }, [question, isKnown])

  const first = useRef(true)
  useEffect(() => {
    const delay = first.current ? 0 : debounceMs
    first.current = false
    setTotals((before) => ({ ...before, state: 'loading' }))
    const soon = setTimeout(reload, delay)
    const later = setInterval(reload, refreshMs)
    return () => {
      clearTimeout(soon)
      clearInterval(later)
    }
  }, [reload])

  return { ...totals, reload }
}

/** A state that is still being typed is left out: its mistake belongs to its field, not to the total. */
async function askFor(question: ReturnType<typeof questionOf>): Promise<Reply<Preview>> {
  const ask = (body: object) =>
    callWithSession(() => call<Preview>({ method: 'POST', path: '/api/order/preview', body }))
  const reply = await ask(question)
  const isAboutState =
    reply.kind === 'problem' &&
    reply.problem.errors?.some(({ pointer }) => pointer === '/billingDetails/state') === true
  return isAboutState ? ask({ ...question, billingDetails: { country: question.country } }) : reply
}

function questionOf({ basket, country, state, items, promoCodes }: Wanted) {
  return {
    order_type: 'new',
    checkoutId: basket.checkoutId,
    country,
    billingDetails: { country, ...(state === '' ? {} : { state }) },
    ...(items === undefined ? {} : { orderItems: items }),
    ...(promoCodes.length === 0 ? {} : { promoCodes }),
  }
}

/** Do two previews ask for the same money at the same times? */
export function sameFigures(one: Preview, other: Preview): boolean {
  const figures = (preview: Preview) =>
    JSON.stringify([preview.preview.paidAmount, preview.schedule.map(({ date, amount }) => [date, amount])])
  return figures(one) === figures(other)
}

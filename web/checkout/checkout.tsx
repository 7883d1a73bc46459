import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Receipt } from '../../src/contract/receipt.ts'
import { BasketSummary } from './basket-summary/basket-summary.tsx'
import { type Draft, forgetDraft, loadDraft, prefilledValues, saveDraft } from './draft.ts'
import { Form } from './form/form.tsx'
import { prefilledSections, type Section, sectionsOf } from './form/sections.ts'
import { useMistakes } from './form/use-mistakes.ts'
import { orderBody } from './order-body.ts'
import { locale } from './page.ts'
import { type GatewayElement, gatewayElement } from './payment/gateway-element.ts'
import { changedItems } from './quantities.ts'
import { keepSession } from './session.ts'
import { sameFigures, useTotals } from './totals.ts'
import { usePress } from './use-press.ts'
import type { Basket } from './wire.ts'

export interface CheckoutProps {
  readonly basket: Basket
  readonly onReceipt: (receipt: Receipt) => void
  readonly onEnded: (code: string) => void
  /** The customer comes back from a challenge. */
  readonly returning: boolean
}

/** The page while the order is being made: summary beside form. */
export function Checkout(props: CheckoutProps) {
  const { basket } = props
  const { draft, setDraft, sections, folded, unfold } = useForm(basket)
  const element = useMemo(() => gatewayElement(basket.gateway), [basket.gateway])
  const mistakes = useMistakes({ basket, draft, sections })
  const items = changedItems(basket, draft.quantities)
  const billed = (part: string) => draft.values[`billingDetails.${part}`]?.trim() ?? ''
  const totals = useTotals({
    basket,
    country: billed('country'),
    state: billed('state'),
    items,
    promoCodes: draft.promoCodes,
  })
  const { busy, notice, press, resume } = usePress({
    checkoutId: basket.checkoutId,
    onReceipt: (receipt) => {
      forgetDraft(basket.checkoutId)
      props.onReceipt(receipt)
    },
    onEnded: props.onEnded,
    onFieldProblem: mistakes.takeFrom,
    refresh: async () => {
      const seen = totals.preview
      const fresh = await totals.reload()
      return fresh && { same: seen !== undefined && sameFigures(seen, fresh), previewId: fresh.preview_id }
    },
  })
  useEffect(() => keepSession(basket.checkoutId), [basket.checkoutId])
  useEffect(() => {
    if (props.returning) void resume()
  }, [props.returning])

  const makeBody = async () => {
    const wrong = mistakes.check()
    for (const section of sections) if (wrong.some(({ id }) => id.startsWith(section.id))) unfold(section.id)
    const payment = await paymentOf(draft, element)
    const cardMistake =
      'mistake' in payment ? [{ id: 'payment', text: payment.mistake, focus: element.focus }] : []
    const all = [...wrong, ...cardMistake]
    mistakes.list(all)
    if (all.length > 0 || 'mistake' in payment) return focusSoon(all[0]?.focus)
    return orderBody({
      basket,
      draft,
      sections,
      payment: payment.payment,
      previewId: totals.preview?.preview_id,
    })
  }

  return (
    <>
      <BasketSummary
        basket={basket}
        quantities={draft.quantities}
        typedCodes={draft.promoCodes}
        onCodes={(promoCodes) => setDraft({ ...draft, promoCodes })}
        totals={totals}
        onQuantity={(id, typed) => setDraft({ ...draft, quantities: { ...draft.quantities, [id]: typed } })}
      />
      <Form
        basket={basket}
        draft={draft}
        onDraft={setDraft}
        sections={sections}
        folded={folded}
        onUnfold={unfold}
        mistakes={mistakes}
        totals={totals}
        element={element}
        busy={busy}
        notice={notice}
        onPress={() => totals.state !== 'loading' && void press(makeBody)}
      />
    </>
  )
}

function useForm(basket: Basket) {
  const region = new Intl.Locale(locale).region
  const [draft, setDraft] = useState(() => loadDraft(basket, region))
  const [folded, setFolded] = useState(() =>
    prefilledSections(basket, { ...loadDraft(basket, region), values: prefilledValues(basket, region) }),
  )
  useEffect(() => saveDraft(basket, draft), [basket, draft])
  const sections = sectionsOf(basket, draft)
  const unfold = (id: Section['id']) =>
    setFolded((before) => new Set([...before].filter((other) => other !== id)))
  return { draft, setDraft, sections, folded, unfold }
}

async function paymentOf(draft: Draft, element: GatewayElement) {
  return draft.paymentType === 'card' ? element.createPayment() : { payment: { type: draft.paymentType } }
}

/** After the mistakes are drawn, so that the field to focus is there. */
function focusSoon(focus: (() => void) | undefined): undefined {
  requestAnimationFrame(() => focus?.())
  return undefined
}

import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Receipt } from '../../src/contract/receipt.ts'
import { bankOnOpening, formIsShown } from './bank/bank.ts'
import { BankPanel } from './bank/bank-panel.tsx'
import { BasketSummary } from './basket-summary/basket-summary.tsx'
import { type Draft, forgetDraft, loadDraft, prefilledValues, saveDraft } from './draft.ts'
import { Form } from './form/form.tsx'
import { prefilledSections, type Section, sectionsOf } from './form/sections.ts'
import { useMistakes } from './form/use-mistakes.ts'
import { orderBody, payerOf } from './order-body.ts'
import { locale } from './page.ts'
import {
  type ElementSettings,
  type GatewayElement,
  gatewayElement,
  type PaymentAnswer,
} from './payment/gateway-element.ts'
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
  const element = useMemo(() => gatewayElement(elementSettings(basket)), [basket])
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
  const { busy, notice, press, bank, payOtherwise } = usePress({
    checkoutId: basket.checkoutId,
    bankOnOpening: bankOnOpening(basket, props.returning),
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
  const due = totals.preview?.preview.paidAmount
  useEffect(() => {
    if (due !== undefined) element.update(due)
  }, [element, due])
  useEffect(() => keepSession(basket.checkoutId), [basket.checkoutId])

  const makeBody = async () => {
    const wrong = mistakes.check()
    for (const section of sections) if (wrong.some(({ id }) => id.startsWith(section.id))) unfold(section.id)
    const payment = await paymentOf({ draft, element, formIsWrong: wrong.length > 0 })
    const cardMistake =
      'mistake' in payment ? [{ id: 'payment', text: payment.mistake, focus: element.focus }] : []
    const all = [...wrong, ...cardMistake]
    mistakes.list(all)
    if (all.length > 0 || 'mistake' in payment) return focusSoon(all[0]?.focus)
    const previewId = totals.preview?.preview_id
    return orderBody({ basket, draft, sections, payment: payment.payment, previewId })
  }

  return (
    <>
      <BasketSummary
        // What the bank was asked for stays what it is.
        basket={formIsShown(bank) ? basket : { ...basket, lock: 'hard' }}
        quantities={draft.quantities}
        typedCodes={draft.promoCodes}
        onCodes={(promoCodes) => setDraft({ ...draft, promoCodes })}
        totals={totals}
        onQuantity={(id, typed) => setDraft({ ...draft, quantities: { ...draft.quantities, [id]: typed } })}
      />
      {bank !== undefined && !formIsShown(bank) ? (
        <BankPanel bank={bank} notice={notice} onOtherwise={payOtherwise} />
      ) : (
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
          bankUrl={bank?.url}
          onPress={() => totals.state !== 'loading' && void press(makeBody)}
        />
      )}
    </>
  )
}

function elementSettings({ gateway, merchant, orderItems }: Basket): ElementSettings {
  const currency = orderItems[0]?.price.currency ?? ''
  return { gateway, merchantName: merchant.name, currency, asksPayer: false }
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

interface Paying {
  readonly draft: Draft
  readonly element: GatewayElement
  /** Then nothing is made yet of what was typed into the element; only its mistake is wanted. */
  readonly formIsWrong: boolean
}

async function paymentOf({ draft, element, formIsWrong }: Paying): Promise<PaymentAnswer> {
  if (draft.paymentType !== 'card') return { payment: { type: draft.paymentType } }
  if (!formIsWrong) return element.createPayment(payerOf(draft))
  const mistake = await element.check()
  return mistake === undefined ? { payment: {} } : { mistake }
}

/** After the mistakes are drawn, so that the field to focus is there. */
function focusSoon(focus: (() => void) | undefined): undefined {
  requestAnimationFrame(() => focus?.())
  return undefined
}

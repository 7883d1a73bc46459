import { useEffect, useRef } from 'preact/hooks'
import { page, texts } from '../page.ts'
import type { GatewayElement } from './gateway-element.ts'

export interface PaymentProps {
  readonly types: readonly string[]
  readonly chosen: string
  readonly onChoose: (type: string) => void
  readonly element: GatewayElement
  readonly onEnter: () => void
}

const names: Readonly<Record<string, string>> = { card: texts.payByCard, invoice: texts.payByInvoice }

/** How to pay: the choice, and the card element, whose frame stays while another choice is looked at. */
export function Payment({ types, chosen, onChoose, element, onEnter }: PaymentProps) {
  return (
    <fieldset class="section payment" id="payment">
      <legend>{texts.payment}</legend>
      {types.length > 1 && (
        <div class="choices">
          {types.map((type) => (
            <label key={type} class="choice">
              <input type="radio" name="payment" checked={type === chosen} onChange={() => onChoose(type)} />
              <span>{names[type] ?? type}</span>
            </label>
          ))}
        </div>
      )}
      {types.includes('card') && <Card element={element} shown={chosen === 'card'} onEnter={onEnter} />}
      {chosen === 'invoice' && <p class="note">{texts.invoiceHint}</p>}
    </fieldset>
  )
}

function Card({ element, shown, onEnter }: { element: GatewayElement; shown: boolean; onEnter: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const enter = useRef(onEnter)
  enter.current = onEnter
  const wasShown = useRef(false)
  if (shown) wasShown.current = true
  const needed = wasShown.current
  useEffect(() => {
    if (!needed || place.current === null) return
    element.mount(place.current, () => enter.current())
    return element.destroy
  }, [element, needed])
  return (
    <div hidden={!shown}>
      {!element.isLabelled && (
        <p class="label" aria-hidden="true">
          {texts.cardDetails}
        </p>
      )}
      <div ref={place} class="card-place" />
      {page.sandbox && <p class="note">{texts.testCardHint}</p>}
    </div>
  )
}

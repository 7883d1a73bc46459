import { useState } from 'preact/hooks'
import { formatAmount } from '../format.ts'
import { fill, texts } from '../page.ts'
import type { Totals } from '../totals.ts'
import type { Basket, Preview } from '../wire.ts'

export interface PromoCodesProps {
  readonly basket: Basket
  readonly totals: Totals
  /** Those that the customer typed; the link's own stand in the basket. */
  readonly typedCodes: readonly string[]
  readonly onCodes: (codes: readonly string[]) => void
}

const mostCodes = 5

/** What is taken off, by which codes, and the place to type one; a hard lock has no such place. */
export function PromoCodes(props: PromoCodesProps) {
  const { basket, totals, typedCodes, onCodes } = props
  const codes = [...basket.promoCodes, ...typedCodes.filter((code) => !basket.promoCodes.includes(code))]
  const mayType = basket.lock !== 'hard' && typedCodes.length < mostCodes
  if (codes.length === 0 && !mayType) return null
  return (
    <div class="promo">
      <ul class="promo-codes" aria-live="polite">
        {codes.map((code) => (
          <li key={code}>
            <span class={whyNot(totals.preview, code) === undefined ? undefined : 'mistake'}>
              {inWords(totals, code)}
            </span>
            {typedCodes.includes(code) && (
              <button
                type="button"
                class="plain"
                aria-label={fill(texts.promoRemoveCode, { code })}
                onClick={() => onCodes(typedCodes.filter((other) => other !== code))}
              >
                {texts.promoRemove}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayType && <NewCode onCode={(code) => onCodes([...new Set([...typedCodes, code])])} />}
    </div>
  )
}

function NewCode({ onCode }: { readonly onCode: (code: string) => void }) {
  const [typed, setTyped] = useState('')
  const code = typed.trim().toUpperCase()
  const apply = () => {
    if (code === '') return
    onCode(code)
    setTyped('')
  }
  return (
    <details class="fold">
      <summary>{texts.promoAdd}</summary>
      <div class="promo-field">
        <label for="promo-code">{texts.promoCode}</label>
        <div class="promo-row">
          <input
            id="promo-code"
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            enterkeyhint="done"
            maxLength={50}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && apply()}
          />
          <button type="button" onClick={apply}>
            {texts.promoApply}
          </button>
        </div>
      </div>
    </details>
  )
}

/** What discounts take off today, line by line where there are several, and in total. */
export function DiscountsToday({
  preview,
  currency,
}: {
  readonly preview: Preview
  readonly currency: string
}) {
  const lines = preview.preview.previewResult.invoices
    .flatMap(({ invoiceItems }) => invoiceItems)
    .filter(({ discount }) => discount !== undefined)
  if (lines.length === 0) return null
  const decimals = lines[0]?.discount?.split('.')[1]?.length ?? 0
  const total = lines.reduce((sum, { discount }) => sum + Number(discount), 0).toFixed(decimals)
  return (
    <>
      {lines.length > 1 &&
        lines.map((line) => (
          <p key={line.chargeNumber} class="note">
            {`${line.productName}: ${takenOff(line.discount ?? '0', currency)}`}
          </p>
        ))}
      <p class="discount">{`${texts.promoDiscount}: ${takenOff(total, currency)}`}</p>
    </>
  )
}

const takenOff = (amount: string, currency: string) => `\u2212${formatAmount(amount, currency)}`

function inWords({ preview, state }: Totals, code: string): string {
  const reason = whyNot(preview, code)
  if (reason !== undefined) return fill(reasons[reason] ?? texts.promoUnknown, { code })
  const isJudged = state === 'ready' && preview !== undefined
  return isJudged ? fill(texts.promoApplied, { code }) : code
}

function whyNot(preview: Preview | undefined, code: string): string | undefined {
  return preview?.messages.find(({ level, about }) => level === 'warning' && about === code)?.code
}

const reasons: Readonly<Record<string, string>> = {
  promo_code_not_started: texts.promoNotStarted,
  promo_code_expired: texts.promoExpired,
  promo_code_used_up: texts.promoUsedUp,
  promo_code_not_for_these_offers: texts.promoNotForThese,
  promo_code_other_currency: texts.promoNotForThese,
  promo_code_not_combinable: texts.promoNotCombinable,
}

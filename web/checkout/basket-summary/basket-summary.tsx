import { useEffect, useState } from 'preact/hooks'
import { formatAmount, formatTax } from '../format.ts'
import { fill, texts } from '../page.ts'
import { changedItems } from '../quantities.ts'
import type { Totals } from '../totals.ts'
import type { Basket, Merchant } from '../wire.ts'
import { Lines } from './lines.tsx'
import { DiscountsToday, PromoCodes } from './promo-codes.tsx'
import { whatNext } from './what-next.ts'

export interface BasketSummaryProps {
  readonly basket: Basket
  readonly quantities: Readonly<Record<string, string>>
  readonly onQuantity: (itemId: string, typed: string) => void
  readonly totals: Totals & { readonly reload: () => void }
  readonly typedCodes: readonly string[]
  readonly onCodes: (codes: readonly string[]) => void
}

/** The merchant, for whom, what is bought, what it costs today, and what happens next. */
export function BasketSummary(props: BasketSummaryProps) {
  const wide = useWide()
  const lines = <Lines {...props} />
  return (
    <section class="basket-summary" aria-labelledby="order-heading">
      <div class="sticky">
        <MerchantHead merchant={props.basket.merchant} />
        <ForWhom basket={props.basket} />
        <h1 id="order-heading" class="visually-hidden">
          {texts.yourOrder}
        </h1>
        <p class="what">{whatInWords(props)}</p>
        <Due {...props} />
        <PromoCodes {...props} />
        {wide ? (
          lines
        ) : (
          <details class="fold">
            <summary>{texts.showOrder}</summary>
            {lines}
          </details>
        )}
      </div>
    </section>
  )
}

export function MerchantHead({ merchant }: { merchant: Merchant }) {
  return (
    <p class="merchant">
      {merchant.logoUrl && <img src={merchant.logoUrl} alt="" width="32" height="32" />}
      <span>{merchant.name}</span>
    </p>
  )
}

function ForWhom({ basket }: { basket: Basket }) {
  const { companyName, firstName, lastName } = basket.customerDetails
  const person = [firstName, lastName].filter(Boolean).join(' ')
  const name = companyName || person
  return <p class="for-whom">{name ? fill(texts.forWhom, { name }) : '\u00a0'}</p>
}

/** "Business × 25, Puzzles" */
function whatInWords({ basket, quantities }: BasketSummaryProps): string {
  const wanted = changedItems(basket, quantities) ?? basket.orderItems
  return basket.orderItems
    .map(({ displayName }, at) => {
      const quantity = wanted[at]?.quantity ?? 1
      return quantity > 1 ? `${displayName} × ${quantity}` : displayName
    })
    .join(', ')
}

function Due({ totals, basket }: BasketSummaryProps) {
  const { preview } = totals
  const currency = basket.orderItems[0]?.price.currency ?? ''
  const taxes = preview?.preview.previewResult.invoices.flatMap((invoice) => invoice.taxes) ?? []
  const amount = preview && formatAmount(preview.preview.paidAmount, currency)
  return (
    <div class="due" role="status" aria-live="polite" aria-busy={totals.state === 'loading'}>
      <p class="due-label">{texts.dueToday}</p>
      <p class="due-amount">
        {amount ?? '\u2014'} <small>{amount === undefined || namesCurrency(amount) ? '' : currency}</small>
      </p>
      {preview && <DiscountsToday preview={preview} currency={currency} />}
      {taxes.map((tax) => (
        <p key={`${tax.name} ${tax.rate}`} class="note">
          {fill(texts.includingTax, { tax: formatTax(tax) })}: {formatAmount(tax.taxAmount, currency)}
        </p>
      ))}
      <p class="next">{nextOrState(totals)}</p>
      {totals.state === 'failed' && (
        <button type="button" class="plain" onClick={() => totals.reload()}>
          {texts.tryAgain}
        </button>
      )}
    </div>
  )
}

/** "US$12.00" and "12.00 USD" say which currency it is; "£12.00" and "$12.00" do not. */
const namesCurrency = (amount: string) => /[A-Z]{2}/.test(amount)

function nextOrState(totals: Totals): string {
  if (totals.state === 'failed') return [texts.totalFailed, totals.problem?.detail ?? ''].join(' ')
  if (totals.preview !== undefined) return whatNext(totals.preview)
  return totals.state === 'loading' ? texts.updatingTotal : texts.chooseCountry
}

const wideQuery = '(min-width: 900px)'

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(wideQuery).matches)
  useEffect(() => {
    const query = matchMedia(wideQuery)
    const onChange = () => setWide(query.matches)
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [])
  return wide
}

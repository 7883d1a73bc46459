import { useEffect, useRef } from 'preact/hooks'
import type { Receipt, ReceiptCard, ReceiptTax } from '../../../src/contract/receipt.ts'
import { MerchantHead } from '../basket-summary/basket-summary.tsx'
import { formatAmount, formatDay, formatTax } from '../format.ts'
import { fill, texts } from '../page.ts'
import { Gifts } from './gifts.tsx'

/** The receipt: what starts when, what is charged when, where the copy went. */
export function Confirmation({ receipt }: { receipt: Receipt }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="confirmation">
      <MerchantHead merchant={receipt.merchant} />
      <h1 ref={heading} tabIndex={-1}>
        {texts.thankYou}
      </h1>
      <p>{receipt.status === 'complete' ? texts.orderComplete : texts.orderReceived}</p>
      <p class="note">{fill(texts.copySent, { email: receipt.email })}</p>
      <p class="reference">
        <span>{texts.orderReference}</span> <strong>{receipt.order_reference}</strong>
      </p>
      <Lines receipt={receipt} />
      <Gifts receipt={receipt} />
      <Starts receipt={receipt} />
      <Charges receipt={receipt} />
      <p class="actions">
        <button type="button" class="secondary" onClick={() => print()}>
          {texts.printOrSave}
        </button>
        {receipt.document && (
          <a class="secondary" href={receipt.document} target="_blank" rel="noopener">
            {texts.viewInvoice}
          </a>
        )}
        {receipt.returnUrl && (
          <a class="secondary" href={returnAddress(receipt, receipt.returnUrl)}>
            {fill(texts.backTo, { merchant: receipt.merchant.name })}
          </a>
        )}
      </p>
      {receipt.merchant.supportEmail && (
        <p class="note">
          <a href={`mailto:${receipt.merchant.supportEmail}`}>
            {fill(texts.contactSupport, { email: receipt.merchant.supportEmail })}
          </a>
        </p>
      )}
    </section>
  )
}

function Lines({ receipt }: { receipt: Receipt }) {
  const amount = (value: string) => formatAmount(value, receipt.currency)
  const taxRow = (tax: ReceiptTax) => {
    const name = formatTax(tax)
    const label = tax.inclusive ? fill(texts.includingTax, { tax: name }) : name
    return <Row key={name} name={label} value={amount(tax.taxAmount)} />
  }
  return (
    <dl class="rows">
      {receipt.lines.map((line) => (
        <div key={`${line.description}${line.serviceStartDate}`}>
          <dt>
            {line.quantity > 1 ? `${line.description} × ${line.quantity}` : line.description}
            <span class="note">{periodOf(line)}</span>
          </dt>
          <dd>{amount(line.price)}</dd>
        </div>
      ))}
      {Number(receipt.discount) > 0 && (
        <Row name={texts.promoDiscount} value={amount(`-${receipt.discount}`)} />
      )}
      {receipt.taxes.filter(({ inclusive }) => !inclusive).map(taxRow)}
      <Row name={texts.total} value={amount(receipt.total)} strong />
      {receipt.taxes.filter(({ inclusive }) => inclusive).map(taxRow)}
      {Number(receipt.paid) > 0 && <Row name={paidWith(receipt)} value={amount(receipt.paid)} />}
      {Number(receipt.due) > 0 && <Row name={texts.stillToPay} value={amount(receipt.due)} />}
    </dl>
  )
}

function periodOf({ serviceStartDate, serviceEndDate }: Receipt['lines'][number]): string {
  if (serviceStartDate === null || serviceEndDate === null) return ''
  return fill(texts.period, { start: formatDay(serviceStartDate), end: formatDay(serviceEndDate) })
}

function paidWith({ card }: Receipt): string {
  return card === null ? texts.paidToday : `${texts.paidToday} (${cardInWords(card)})`
}

function cardInWords({ brand, last4 }: ReceiptCard): string {
  const name = brand.charAt(0).toUpperCase() + brand.slice(1)
  return fill(texts.cardEnding, { brand: name, last4 })
}

/** `12/34`, as it stands on the card. */
function expiryOf({ expiryMonth, expiryYear }: ReceiptCard): string {
  return `${String(expiryMonth).padStart(2, '0')}/${String(expiryYear).slice(-2)}`
}

function Row({ name, value, strong }: { name: string; value: string; strong?: boolean }) {
  return (
    <div class={strong ? 'strong' : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Starts({ receipt }: { receipt: Receipt }) {
  if (receipt.subscriptions.length === 0) return null
  return (
    <>
      <h2>{texts.whatStarts}</h2>
      <dl class="rows">
        {receipt.subscriptions.map(({ reference, name, quantity, startDate }) => (
          <div key={reference}>
            <dt>
              {quantity > 1 ? `${name} × ${quantity}` : name}
              <span class="note">{reference}</span>
            </dt>
            <dd>{fill(texts.startDate, { date: formatDay(startDate) })}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const shownCharges = 3

function Charges({ receipt }: { receipt: Receipt }) {
  const coming = receipt.schedule.filter(({ date }) => receipt.next !== null && date >= receipt.next.date)
  if (coming.length === 0) return null
  return (
    <>
      <h2>{texts.charges}</h2>
      <dl class="rows">
        {coming.slice(0, shownCharges).map(({ date, amount }) => (
          <Row key={date} name={formatDay(date)} value={formatAmount(amount, receipt.currency)} />
        ))}
      </dl>
      {receipt.card && (
        <p class="note card-charged">
          {fill(texts.cardCharged, { card: cardInWords(receipt.card), expiry: expiryOf(receipt.card) })}
        </p>
      )}
    </>
  )
}

function returnAddress(receipt: Receipt, returnUrl: string): string {
  const url = new URL(returnUrl, location.href)
  url.searchParams.set('order', receipt.order_reference)
  url.searchParams.set('status', receipt.status)
  return url.href
}

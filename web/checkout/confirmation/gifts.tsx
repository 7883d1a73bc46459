import type { Receipt, ReceiptGift } from '../../../src/contract/receipt.ts'
import { formatDay } from '../format.ts'
import { fill, giftTexts } from '../page.ts'

/** Of each gift that was bought: code and link to hand over, or when it is sent. */
export function Gifts({ receipt }: { receipt: Receipt }) {
  return (
    <>
      {receipt.gifts.map((gift) => (
        <div key={gift.claimLink ?? gift.name} class="gift-bought">
          <h2>
            {giftTexts.receiptHeading}: {gift.name}
          </h2>
          {gift.sentTo === null ? <HandOver gift={gift} /> : <p>{sentInWords(gift)}</p>}
        </div>
      ))}
    </>
  )
}

function HandOver({ gift }: { gift: ReceiptGift }) {
  return (
    <>
      <p class="note">{giftTexts.handOver}</p>
      <dl class="rows">
        {gift.code && (
          <div>
            <dt>{giftTexts.code}</dt>
            <dd class="strong">{gift.code}</dd>
          </div>
        )}
        {gift.claimLink && (
          <div>
            <dt>{giftTexts.claimLink}</dt>
            <dd class="gift-link">
              <a href={gift.claimLink}>{gift.claimLink}</a>
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}

function sentInWords({ sentTo, delivered, deliveryDate }: ReceiptGift): string {
  const email = sentTo ?? ''
  if (delivered || deliveryDate === null) return fill(giftTexts.sent, { email })
  return fill(giftTexts.willBeSent, { email, date: formatDay(deliveryDate) })
}

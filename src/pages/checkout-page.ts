import type { BasketAnswer } from '../contract/checkout.ts'
import type { ItemWords, PageData } from '../contract/page-data.ts'
import { assetsOf } from './assets.ts'
import { framed } from './frame.ts'
import { giftTextsOf } from './gift-language.ts'
import { dataElement, html, type SafeHtml } from './html.ts'
import { fill, type Language } from './languages.ts'
import { sanitiseMarkup } from './markup.ts'

/** The first paint of a link: merchant, what is offered and at which price. Nothing that names a person. */
export async function checkoutPage(basket: BasketAnswer, language: Language): Promise<string> {
  const { texts } = language
  const title = `${basket.merchant.name} · ${texts.checkoutTitle}`
  const data = pageData(basket, language)
  const body = html`<main id="checkout" class="checkout two">
<section class="basket-summary" aria-labelledby="order-heading"><div class="sticky">
<p class="merchant">${logo(basket)}<span>${basket.merchant.name}</span></p>
<p class="for-whom">&nbsp;</p>
<h1 id="order-heading" class="visually-hidden">${texts.yourOrder}</h1>
<p class="what">${whatInWords(basket)}</p>
<div class="due"><p class="due-label">${texts.dueToday}</p><p class="due-amount">—</p><p class="next">&nbsp;</p></div>
<div class="only-wide">${lines(basket, data)}</div>
<details class="fold only-narrow"><summary>${texts.showOrder}</summary>${lines(basket, data)}</details>
</div></section>
<div class="waiting"><p role="status">${texts.loading}</p><i></i><i></i><i></i>
<noscript><p>${texts.needsScript}</p></noscript></div>
</main>
${dataElement('page-data', data)}`
  return framed(
    {
      title,
      language,
      accentColor: basket.merchant.accentColor,
      sandbox: basket.sandbox,
      assets: await assetsOf('checkout/main.tsx'),
      withScript: true,
    },
    body,
  )
}

function pageData(basket: BasketAnswer, language: Language): PageData {
  const { locale, texts } = language
  const words = basket.orderItems.map((item): [string, ItemWords] => [
    item.id,
    { description: sanitiseMarkup(item.description).text, ...item.price.summary },
  ])
  return {
    view: 'checkout',
    locale,
    sandbox: basket.sandbox,
    checkoutId: null,
    items: Object.fromEntries(words),
    texts,
    giftTexts: giftTextsOf(language),
  }
}

function logo({ merchant }: BasketAnswer): SafeHtml | false {
  return merchant.logoUrl !== null && html`<img src="${merchant.logoUrl}" alt="" width="32" height="32">`
}

/** "Business × 25, Puzzles" */
function whatInWords({ orderItems }: BasketAnswer): string {
  return orderItems
    .map(({ displayName, quantity }) => (quantity > 1 ? `${displayName} × ${quantity}` : displayName))
    .join(', ')
}

function priceOfOne(
  { id, quantity }: BasketAnswer['orderItems'][number],
  { items, texts }: PageData,
): string {
  const amount = items[id]?.headline ?? ''
  return quantity > 1 ? fill(texts.each, { amount }) : amount
}

function lines(basket: BasketAnswer, data: PageData): SafeHtml {
  return html`<ul class="lines">${basket.orderItems.map(
    (item) => html`<li class="${item.type === 'add_on' ? 'line add-on' : 'line'}">
<p class="line-name"><span>${item.displayName}</span><span class="line-price">${priceOfOne(item, data)}</span></p>
<p class="note line-terms">${data.items[item.id]?.subline}</p>
${item.description !== '' && html`<div class="note">${sanitiseMarkup(item.description)}</div>`}
${item.quantity > 1 && html`<p class="note">${data.texts.quantity}: ${item.quantity}</p>`}</li>`,
  )}</ul>`
}

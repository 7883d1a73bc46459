import type { BasketAnswer } from '../contract/checkout.ts'
import type { PayPageData } from '../contract/pay-page-data.ts'
import type { CardSummary } from '../domain/invoice.ts'
import { toDecimal } from '../domain/money.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { localDay } from '../domain/time-zone.ts'
import type { InvoiceMoney } from '../ports/document-store.ts'
import type { LinkedInvoice } from '../ports/pay-link-store.ts'
import { assetsOf } from './assets.ts'
import { formatAmount, formatDay } from './format.ts'
import { framed } from './frame.ts'
import { dataElement, html, type SafeHtml } from './html.ts'
import { fill, type Language } from './languages.ts'
import { type MessageSurroundings, messagePage, supportAction } from './message-page.ts'
import { payTextsOf } from './pay-language.ts'

export interface PayPage {
  readonly linked: LinkedInvoice
  readonly gateway: BasketAnswer['gateway']
  /** Of the page, without a slash at the end. */
  readonly address: string
}

/** What is due, for what, and since when. The page's script adds the ways to pay; nothing names a person. */
export function payPage({ linked, gateway, address }: PayPage, around: MessageSurroundings): Promise<string> {
  const { language } = around
  const words = payTextsOf(language)
  const data = pageData(linked, gateway, around)
  const { invoice, declineCode } = linked
  const failed = declineCode === 'authentication_required' ? words.bankWants : words.failed
  const facts: readonly Fact[] = [
    [words.forWhat, namesOf(linked)],
    [words.invoice, documentLink(linked, address)],
    [words.openSince, formatDay(invoice.issuedOn, language.locale)],
    [words.amountDue, data.amountInWords],
  ]
  const canPay = gateway.kind !== 'none'
  return page(
    html`<h1>${fill(words.heading, { amount: data.amountInWords })}</h1>
${declineCode !== undefined && html`<p class="pay-why">${failed}</p>`}
${factList(facts)}
${canPay ? controls(around) : html`<p class="notice">${words.noCards}</p>`}
${support(around)}`,
    around,
    canPay ? data : undefined,
  )
}

/** Nothing is due any more: when it was paid, and with what. */
export function paidPage(
  { linked, money, address }: Omit<PayPage, 'gateway'> & { readonly money: InvoiceMoney },
  around: MessageSurroundings,
): Promise<string> {
  const { language } = around
  const words = payTextsOf(language)
  const last = money.payments.at(-1)
  const { currency } = linked.invoice
  const facts: readonly Fact[] = [
    [words.forWhat, namesOf(linked)],
    [words.invoice, documentLink(linked, address)],
    ...(last === undefined ? [] : paidFacts(last, { linked, currency, language })),
  ]
  return page(
    html`<h1>${words.paidHeading}</h1>
<p>${words.paidSentence}</p>
${factList(facts)}
${support(around)}`,
    around,
    undefined,
  )
}

/** Why a payment link leads nowhere. */
export function endedPayPage(code: RefusalCode, around: MessageSurroundings): Promise<string> {
  const words = payTextsOf(around.language)
  const action = supportAction(around)
  if (code === 'link_expired')
    return messagePage({ heading: words.expiredHeading, sentence: words.expiredSentence, action }, around)
  return messagePage({ heading: words.unknownHeading, sentence: words.unknownSentence, action }, around)
}

type Fact = readonly [name: string, value: string | SafeHtml]

function factList(facts: readonly Fact[]): SafeHtml {
  return html`<dl class="pay-facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function paidFacts(
  { amount, capturedAt, card }: InvoiceMoney['payments'][number],
  about: { readonly linked: LinkedInvoice; readonly currency: string; readonly language: Language },
): readonly Fact[] {
  const { linked, currency, language } = about
  const words = payTextsOf(language)
  const zone = linked.subscriptions[0]?.timeZone ?? 'UTC'
  const paid = formatAmount(toDecimal(amount, currency), { currency, locale: language.locale })
  return [
    [words.paidOn, formatDay(localDay(capturedAt, zone), language.locale)],
    ...(card === undefined ? [] : [[words.paidWith, cardInWords(card)] as const]),
    [words.amountPaid, paid],
  ]
}

function namesOf({ subscriptions }: LinkedInvoice): string {
  return subscriptions.map(({ name }) => name).join(', ')
}

function documentLink({ invoice }: LinkedInvoice, address: string): SafeHtml {
  return html`<a href="${address}/invoice">${invoice.number ?? invoice.reference}</a>`
}

function controls({ language }: MessageSurroundings): SafeHtml {
  return html`<div id="pay-controls"><div class="waiting"><p role="status">${language.texts.loading}</p><i></i><i></i>
<noscript><p>${payTextsOf(language).needsScript}</p></noscript></div></div>`
}

function support(around: MessageSurroundings): SafeHtml | false {
  const action = supportAction(around)
  return (
    action !== undefined && html`<p class="note pay-support"><a href="${action.href}">${action.label}</a></p>`
  )
}

function pageData(
  linked: LinkedInvoice,
  gateway: BasketAnswer['gateway'],
  { language, settings, sandbox }: MessageSurroundings,
): PayPageData {
  const { invoice, subscriptions } = linked
  const { currency } = invoice
  const { locale, texts } = language
  const amount = toDecimal(invoice.balance, currency)
  const [payer] = subscriptions
  const goesOn = payer?.status === 'active' || payer?.status === 'pending'
  return {
    merchantName: settings.merchantName,
    locale,
    sandbox,
    texts,
    payTexts: payTextsOf(language),
    gateway,
    currency,
    amount,
    amountInWords: formatAmount(amount, { currency, locale }),
    country: payer?.country ?? null,
    savedLabel: savedLabel(linked, language),
    replaces: goesOn && payer?.payment.type === 'card',
  }
}

/** Only of a card that we can charge. */
function savedLabel({ method, declineCode }: LinkedInvoice, language: Language): string | null {
  if (method?.card === undefined || method.type !== 'card' || method.gatewayReference === undefined)
    return null
  const words = payTextsOf(language)
  const text = declineCode === 'authentication_required' ? words.confirmWith : words.payWith
  return fill(text, { card: cardInWords(method.card) })
}

function cardInWords({ brand, last4 }: Pick<CardSummary, 'brand' | 'last4'>): string {
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${last4}`
}

async function page(
  said: SafeHtml,
  { language, settings, sandbox }: MessageSurroundings,
  data: PayPageData | undefined,
): Promise<string> {
  const body = html`<main class="checkout"><section class="message paying">
<p class="merchant">${settings.merchantName}</p>
${said}
</section></main>
${data !== undefined && dataElement('page-data', data)}`
  return framed(
    {
      title: `${payTextsOf(language).title} · ${settings.merchantName}`,
      language,
      accentColor: settings.accentColor,
      sandbox,
      assets: await assetsOf('pay/main.tsx'),
      withScript: data !== undefined,
    },
    body,
  )
}

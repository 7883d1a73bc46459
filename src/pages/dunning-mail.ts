import type { Invoice } from '../domain/invoice.ts'
import { toDecimal } from '../domain/money.ts'
import type { CustomerDetails } from '../domain/party.ts'
import type { Settings } from '../domain/settings.ts'
import type { LocalDate } from '../domain/time.ts'
import { formatAmount, formatDay } from './format.ts'
import { html, type SafeHtml } from './html.ts'
import { fill, type Language, pickLanguage } from './languages.ts'
import { payTextsOf } from './pay-language.ts'

/** An invoice that is being collected, and whom its mails are for. */
export interface Collected {
  readonly invoice: Invoice
  /** What it is for, as the buyer knows it. */
  readonly name: string
  readonly customer: CustomerDetails
  /** Of purchase; completes a language without a region. */
  readonly country: string | undefined
  readonly settings: Pick<Settings, 'merchantName' | 'supportEmail'>
}

/** What came of a try to collect it, and what comes next. */
export interface FailedTry {
  readonly declineCode: string
  readonly nextOn: LocalDate | undefined
  readonly hasEnded: boolean
  /** Where its buyer pays it themselves. */
  readonly payUrl: string
}

interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A sentence, or the one thing to do. */
type Part = string | { readonly label: string; readonly url: string }

/**
 * The bank said no: what could not be collected, where its buyer confirms it or pays otherwise, when it is tried again, and what
 * follows when it is not.
 */
export function renderDeclineMail(about: Collected, outcome: FailedTry): RenderedMail {
  const language = languageOf(about)
  const { texts, locale } = language
  const next =
    outcome.nextOn === undefined
      ? texts.dunningLast
      : fill(texts.dunningNext, { date: formatDay(outcome.nextOn, locale) })
  const { supportEmail } = about.settings
  const { subject, parts } = whatToDo(about, language, outcome)
  return mailOf(about, language, {
    subject,
    parts: [
      ...parts,
      next,
      ...(outcome.hasEnded ? [texts.dunningEnded] : []),
      ...(supportEmail === undefined ? [] : [fill(texts.mailReply, { email: supportEmail })]),
    ],
  })
}

/** It should have been paid by the buyer and was not. `payUrl`: where they pay it by card; absent: nowhere. */
export function renderOverdueMail(about: Collected, payUrl: string | undefined): RenderedMail {
  const language = languageOf(about)
  const { texts, locale } = language
  const { supportEmail } = about.settings
  return mailOf(about, language, {
    subject: texts.overdueSubject,
    parts: [
      fill(inWords(texts.overdueText, about, language), { date: formatDay(about.invoice.dueOn, locale) }),
      ...(payUrl === undefined ? [] : [{ label: payTextsOf(language).byCard, url: payUrl }]),
      ...(supportEmail === undefined ? [] : [fill(texts.overdueHelp, { email: supportEmail })]),
    ],
  })
}

/** A bank that only wants to see its customer has not said no yet. */
function whatToDo(
  about: Collected,
  language: Language,
  { declineCode, payUrl }: FailedTry,
): { readonly subject: string; readonly parts: readonly Part[] } {
  const words = payTextsOf(language)
  if (declineCode === 'authentication_required')
    return {
      subject: words.confirmSubject,
      parts: [inWords(words.confirmSentence, about, language), { label: words.confirmAction, url: payUrl }],
    }
  return {
    subject: language.texts.dunningSubject,
    parts: [
      inWords(language.texts.dunningFailed, about, language),
      words.payOrChange,
      { label: words.payAction, url: payUrl },
    ],
  }
}

/** What was past due is paid. */
export function renderRecoveryMail(about: Collected): RenderedMail {
  const language = languageOf(about)
  return mailOf(about, language, {
    subject: language.texts.recoveredSubject,
    parts: [inWords(language.texts.recoveredText, about, language)],
  })
}

function languageOf({ customer, country }: Collected): Language {
  return pickLanguage({ locale: customer.locale ?? null, country })
}

function inWords(text: string, { invoice, name }: Collected, { locale }: Language): string {
  const { currency, reference, balance, total } = invoice
  const amount = toDecimal(balance === 0 ? total : balance, currency)
  return fill(text, { name, reference, amount: formatAmount(amount, { currency, locale }) })
}

function mailOf(
  { settings }: Collected,
  { locale }: Language,
  { subject, parts }: { readonly subject: string; readonly parts: readonly Part[] },
): RenderedMail {
  const title = fill(subject, { merchant: settings.merchantName })
  return {
    subject: title,
    text: [...parts.map(textOf), settings.merchantName].join('\n\n'),
    html: html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#14161a;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
<p style="font-weight:600">${settings.merchantName}</p>
${parts.map(htmlOf)}
</div></body></html>
`.text,
  }
}

function textOf(part: Part): string {
  return typeof part === 'string' ? part : `${part.label}:\n${part.url}`
}

/** The address stands there as well: not everybody may click on what a mail brings. */
function htmlOf(part: Part): SafeHtml {
  if (typeof part === 'string') return html`<p>${part}</p>`
  return html`<p><a href="${part.url}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#14161a;color:#ffffff;text-decoration:none">${part.label}</a></p>
<p style="font-size:13px;overflow-wrap:anywhere"><a href="${part.url}" style="color:#14161a">${part.url}</a></p>`
}

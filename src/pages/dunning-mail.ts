import type { Invoice } from '../domain/invoice.ts'
import { toDecimal } from '../domain/money.ts'
import type { CustomerDetails } from '../domain/party.ts'
import type { Settings } from '../domain/settings.ts'
import type { LocalDate } from '../domain/time.ts'
import { formatAmount, formatDay } from './format.ts'
import { html } from './html.ts'
import { fill, type Language, pickLanguage } from './languages.ts'

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

interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The bank said no: what could not be collected, when it is tried again, and what follows when it is not. */
export function renderDeclineMail(
  about: Collected,
  outcome: { readonly nextOn: LocalDate | undefined; readonly hasEnded: boolean },
): RenderedMail {
  const language = pickLanguage({ locale: about.customer.locale ?? null, country: about.country })
  const { texts, locale } = language
  const next =
    outcome.nextOn === undefined
      ? texts.dunningLast
      : fill(texts.dunningNext, { date: formatDay(outcome.nextOn, locale) })
  const { supportEmail } = about.settings
  return mailOf(about, language, {
    subject: texts.dunningSubject,
    lines: [
      inWords(texts.dunningFailed, about, language),
      next,
      ...(outcome.hasEnded ? [texts.dunningEnded] : []),
      ...(supportEmail === undefined ? [] : [fill(texts.dunningHelp, { email: supportEmail })]),
    ],
  })
}

/** It should have been paid by the buyer and was not. */
export function renderOverdueMail(about: Collected): RenderedMail {
  const language = pickLanguage({ locale: about.customer.locale ?? null, country: about.country })
  const { texts, locale } = language
  const { supportEmail } = about.settings
  return mailOf(about, language, {
    subject: texts.overdueSubject,
    lines: [
      fill(inWords(texts.overdueText, about, language), { date: formatDay(about.invoice.dueOn, locale) }),
      ...(supportEmail === undefined ? [] : [fill(texts.overdueHelp, { email: supportEmail })]),
    ],
  })
}

/** What was past due is paid. */
export function renderRecoveryMail(about: Collected): RenderedMail {
  const language = pickLanguage({ locale: about.customer.locale ?? null, country: about.country })
  return mailOf(about, language, {
    subject: language.texts.recoveredSubject,
    lines: [inWords(language.texts.recoveredText, about, language)],
  })
}

function inWords(text: string, { invoice, name }: Collected, { locale }: Language): string {
  const { currency, reference, balance, total } = invoice
  const amount = toDecimal(balance === 0 ? total : balance, currency)
  return fill(text, { name, reference, amount: formatAmount(amount, { currency, locale }) })
}

function mailOf(
  { settings }: Collected,
  { locale }: Language,
  { subject, lines }: { readonly subject: string; readonly lines: readonly string[] },
): RenderedMail {
  const title = fill(subject, { merchant: settings.merchantName })
  return {
    subject: title,
    text: [...lines, settings.merchantName].join('\n\n'),
    html: html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#14161a;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
<p style="font-weight:600">${settings.merchantName}</p>
${lines.map((line) => html`<p>${line}</p>`)}
</div></body></html>
`.text,
  }
}

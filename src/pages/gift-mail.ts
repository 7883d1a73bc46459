import type { Interval } from '../domain/time.ts'
import { formatLength, giftTextsOf } from './gift-language.ts'
import { html } from './html.ts'
import { fill, pickLanguage } from './languages.ts'

/** What the recipient of a gift is told. */
export interface GiftMail {
  readonly what: string
  /** Absent: without end. */
  readonly length: Interval | undefined
  readonly giver: string | undefined
  readonly recipient: string | undefined
  readonly message: string | undefined
  /** In groups, as people read it. */
  readonly code: string
  /** Absolute addresses. */
  readonly claimLink: string
  readonly codeAddress: string
  readonly merchantName: string
  readonly supportEmail: string | undefined
}

/** The mail that hands a gift over, in the language of `locale` (English when we do not speak it). */
export function renderGiftMail(
  gift: GiftMail,
  locale: string,
): { subject: string; text: string; html: string } {
  const language = pickLanguage({ locale })
  const texts = giftTextsOf(language)
  const { giver, what, recipient } = gift
  const subject = giver === undefined ? texts.mailSubject : fill(texts.mailSubjectFrom, { giver })
  const words = {
    greeting:
      recipient === undefined ? texts.mailGreetingPlain : fill(texts.mailGreeting, { name: recipient }),
    gives: giver === undefined ? fill(texts.isGiven, { what }) : fill(texts.givesYou, { giver, what }),
    lasts:
      gift.length === undefined
        ? texts.nothingToPay
        : fill(texts.lasts, { length: formatLength(gift.length, language.locale) }),
    action: texts.claimAction,
    byCode: fill(texts.mailCode, { address: gift.codeAddress }),
    questions:
      gift.supportEmail === undefined ? [] : [fill(language.texts.mailReply, { email: gift.supportEmail })],
  }
  return {
    subject,
    text: asText(gift, words),
    html: asHtml(gift, words, { subject, locale: language.locale }),
  }
}

interface Words {
  readonly greeting: string
  readonly gives: string
  readonly lasts: string
  readonly action: string
  readonly byCode: string
  readonly questions: readonly string[]
}

function asText({ message, claimLink, code, merchantName }: GiftMail, words: Words): string {
  return [
    words.greeting,
    words.gives,
    ...(message === undefined ? [] : [message]),
    words.lasts,
    `${words.action}: ${claimLink}`,
    `${words.byCode} ${code}`,
    ...words.questions,
    merchantName,
  ].join('\n\n')
}

function asHtml(
  { message, claimLink, code, merchantName }: GiftMail,
  words: Words,
  { subject, locale }: { subject: string; locale: string },
): string {
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#14161a;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
<p style="font-weight:600">${merchantName}</p>
<p>${words.greeting}</p>
<p>${words.gives}</p>
${message !== undefined && html`<blockquote style="margin:16px 0;padding:8px 16px;border-left:3px solid #d9dce1;white-space:pre-line">${message}</blockquote>`}
<p>${words.lasts}</p>
<p style="margin:24px 0"><a href="${claimLink}" style="color:#14161a;font-weight:600">${words.action}</a></p>
<p>${words.byCode}</p>
<p style="font:600 20px/1.5 ui-monospace,monospace">${code}</p>
${words.questions.map((line) => html`<p>${line}</p>`)}
</div></body></html>
`.text
}

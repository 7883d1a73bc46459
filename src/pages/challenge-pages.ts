import { toDecimal } from '../domain/money.ts'
import type { BankChallenge } from '../ports/sandbox-bank.ts'
import { assetsOf } from './assets.ts'
import { challengeTextsOf } from './challenge-language.ts'
import type { ChallengeTexts } from './challenge-texts/texts.ts'
import { formatAmount } from './format.ts'
import { framed } from './frame.ts'
import { html, type SafeHtml } from './html.ts'
import { fill } from './languages.ts'
import type { MessageSurroundings } from './message-page.ts'

/** Where the sandbox's bank asks its customer; the answer is posted to the page's own address. */
export function openChallengePage(challenge: BankChallenge, around: MessageSurroundings): Promise<string> {
  const words = challengeTextsOf(around.language)
  const merchant = around.settings.merchantName
  const checks = challenge.amount === 0
  const heading = checks ? words.checkHeading : words.heading
  return page(
    { heading, words, around },
    html`<p>${fill(checks ? words.checkSentence : words.sentence, { merchant })}</p>
<dl>
<div class="sum"><dt>${words.amount}</dt><dd>${amountOf(challenge, around)}</dd></div>
<div><dt>${words.merchant}</dt><dd>${merchant}</dd></div>
${challenge.last4 && html`<div><dt>${words.card}</dt><dd>•••• ${challenge.last4}</dd></div>`}
</dl>
<form method="post">
<button class="approve" name="answer" value="approve">${words.approve}</button>
<button class="decline" name="answer" value="decline">${words.decline}</button>
</form>
<p class="explanation">${words.explanation}</p>`,
  )
}

function amountOf({ amount, currency }: BankChallenge, { language }: MessageSurroundings): string {
  if (amount === 0) return challengeTextsOf(language).nothing
  return formatAmount(toDecimal(amount, currency), { currency, locale: language.locale })
}

/** Why there is nothing to answer (any more), and the way back where one is known. */
export type ChallengeEnd = 'passed' | 'failed' | 'ended' | 'unknown' | 'silent'

export function endedChallengePage(
  end: { readonly why: ChallengeEnd; readonly returnUrl: string | undefined },
  around: MessageSurroundings,
): Promise<string> {
  const words = challengeTextsOf(around.language)
  const merchant = around.settings.merchantName
  return page(
    { heading: words[`${end.why}Heading`], words, around },
    html`<p>${words[`${end.why}Sentence`]}</p>
${end.returnUrl && html`<p class="way-back"><a class="approve" href="${end.returnUrl}">${fill(words.back, { merchant })}</a></p>`}`,
  )
}

interface Page {
  readonly heading: string
  readonly words: ChallengeTexts
  readonly around: MessageSurroundings
}

async function page({ heading, words, around }: Page, body: SafeHtml): Promise<string> {
  const { language, settings, sandbox } = around
  return framed(
    {
      title: `${heading} · ${words.bank}`,
      language,
      accentColor: settings.accentColor,
      sandbox,
      assets: await assetsOf('elements/challenge.ts'),
      withScript: false,
    },
    html`<main class="bank">
<p class="bank-name">${words.bank}</p>
<section>
<h1>${heading}</h1>
${body}
</section></main>`,
  )
}

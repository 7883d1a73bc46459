import type { GiftPageData } from '../contract/gift-page-data.ts'
import type { Gift } from '../domain/gift.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { assetsOf } from './assets.ts'
import { framed } from './frame.ts'
import { formatLength, giftTextsOf } from './gift-language.ts'
import { dataElement, html, type SafeHtml } from './html.ts'
import { type MessageSurroundings, messagePage, supportAction } from './message-page.ts'

/** The first paint of a claim link: merchant, what is given and for how long. Nothing that names a person. */
export function claimPage(gift: Gift, around: MessageSurroundings): Promise<string> {
  const { locale } = around.language
  const words = giftTextsOf(around.language)
  const length = gift.term === undefined ? '' : formatLength(gift.term.length, locale)
  return page(
    'gift',
    around,
    html`<h1>${words.forYou}</h1>
<p class="gift-what">${gift.name}</p>
<p class="note">${length}</p>`,
  )
}

/** Where the code of a gift is typed. */
export function codePage(around: MessageSurroundings): Promise<string> {
  const words = giftTextsOf(around.language)
  return page(
    'gift-code',
    around,
    html`<h1>${words.enterCode}</h1>
<p class="note">${words.enterCodeSentence}</p>`,
  )
}

/** Why a claim link leads nowhere. */
export function endedGiftPage(code: RefusalCode, around: MessageSurroundings): Promise<string> {
  const words = giftTextsOf(around.language)
  const action = supportAction(around)
  switch (code) {
    case 'gift_claimed':
      return messagePage({ heading: words.claimedHeading, sentence: words.claimedSentence, action }, around)
    case 'gift_refunded':
      return messagePage({ heading: words.refundedHeading, sentence: words.refundedSentence, action }, around)
    default:
      return messagePage(
        {
          heading: words.unknownHeading,
          sentence: words.unknownSentence,
          action: { label: words.enterCode, href: '/gift' },
        },
        around,
      )
  }
}

async function page(
  view: GiftPageData['view'],
  { language, settings, sandbox }: MessageSurroundings,
  painted: SafeHtml,
): Promise<string> {
  const { locale, texts } = language
  const giftTexts = giftTextsOf(language)
  const data: GiftPageData = { view, merchantName: settings.merchantName, locale, sandbox, texts, giftTexts }
  const body = html`<main id="checkout" class="checkout"><section class="message gift">
<p class="merchant">${settings.merchantName}</p>
${painted}
<div class="waiting"><p role="status">${texts.loading}</p><i></i><i></i>
<noscript><p>${texts.needsScript}</p></noscript></div>
</section></main>
${dataElement('page-data', data)}`
  return framed(
    {
      title: `${giftTexts.title} · ${settings.merchantName}`,
      language,
      accentColor: settings.accentColor,
      sandbox,
      assets: await assetsOf('gift/main.tsx'),
      withScript: true,
    },
    body,
  )
}

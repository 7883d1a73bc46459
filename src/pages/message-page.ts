import type { PageData } from '../contract/page-data.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import type { Settings } from '../domain/settings.ts'
import { assetsOf } from './assets.ts'
import { framed } from './frame.ts'
import { dataElement, html } from './html.ts'
import type { Language } from './languages.ts'
import { fill } from './languages.ts'

export interface MessagePage {
  readonly heading: string
  readonly sentence: string
  /** The one thing to do, if there is one. */
  readonly action?: { readonly label: string; readonly href: string } | undefined
  readonly requestId?: string | undefined
}

export interface MessageSurroundings {
  readonly language: Language
  readonly settings: Settings
  readonly sandbox: boolean
}

/** One heading, one sentence, one action. `data` lets the page's script add what only this browser may see. */
export async function messagePage(
  message: MessagePage,
  around: MessageSurroundings,
  data?: PageData,
): Promise<string> {
  const { language, settings, sandbox } = around
  const body = html`<main id="checkout" class="checkout"><section class="message">
<p class="merchant">${settings.merchantName}</p>
<h1>${message.heading}</h1>
<p>${message.sentence}</p>
${message.action && html`<p><a class="secondary" href="${message.action.href}">${message.action.label}</a></p>`}
${message.requestId && html`<p class="request-id">${fill(language.texts.requestId, { id: message.requestId })}</p>`}
</section></main>
${data && dataElement('page-data', data)}`
  return framed(
    {
      title: `${message.heading} · ${settings.merchantName}`,
      language,
      accentColor: settings.accentColor,
      sandbox,
      assets: await assetsOf('checkout/main.tsx'),
      withScript: data !== undefined,
    },
    body,
  )
}

/** What the page of a link that cannot be shown says. */
export function refusedLink(code: RefusalCode, around: MessageSurroundings): MessagePage {
  const { texts } = around.language
  const write = supportAction(around)
  switch (code) {
    case 'link_expired':
      return { heading: texts.expiredHeading, sentence: texts.expiredSentence, action: write }
    case 'link_revoked':
      return { heading: texts.revokedHeading, sentence: texts.revokedSentence, action: write }
    case 'link_superseded':
      return { heading: texts.supersededHeading, sentence: texts.supersededSentence, action: write }
    case 'link_not_open':
      return {
        heading: texts.scheduledHeading,
        sentence: texts.scheduledSentence,
        action: { label: texts.tryAgain, href: '' },
      }
    default:
      return { heading: texts.unknownHeading, sentence: texts.unknownSentence, action: write }
  }
}

export function supportAction({ settings, language }: MessageSurroundings): MessagePage['action'] {
  const email = settings.supportEmail
  return email === undefined
    ? undefined
    : { label: fill(language.texts.contactSupport, { email }), href: `mailto:${email}` }
}

import { giftTextsOf } from './gift-language.ts'
import { type MessageSurroundings, messagePage, supportAction } from './message-page.ts'

/** Of an order that is complete: a short word to anyone; the page's script adds the receipt for the browser that bought. */
export function completedPage(checkoutId: string, around: MessageSurroundings): Promise<string> {
  const { locale, texts } = around.language
  return messagePage(
    { heading: texts.completedHeading, sentence: texts.completedSentence, action: supportAction(around) },
    around,
    {
      view: 'completed',
      locale,
      sandbox: around.sandbox,
      checkoutId,
      items: {},
      texts,
      giftTexts: giftTextsOf(around.language),
    },
  )
}

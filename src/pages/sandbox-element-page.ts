import { assetsOf } from './assets.ts'
import { framed } from './frame.ts'
import { dataElement, html } from './html.ts'
import type { Language } from './languages.ts'

/** The sandbox's card element: a document of its own, shown in a frame, where test numbers become tokens. */
export async function sandboxElementPage(language: Language, accentColor: string): Promise<string> {
  const { texts } = language
  const { cardIncomplete, cardNumberWrong, cardExpiryWrong, cardCvcWrong, cardNotForTests } = texts
  const body = html`
<form class="card" novalidate>
<label class="visually-hidden" for="number">${texts.cardNumber}</label>
<input id="number" inputmode="numeric" autocomplete="cc-number" enterkeyhint="next" placeholder="${texts.cardNumber}" aria-describedby="mistake">
<span id="brand" aria-live="polite"></span>
<label class="visually-hidden" for="expiry">${texts.cardExpiry} (${texts.cardExpiryFormat})</label>
<input id="expiry" inputmode="numeric" autocomplete="cc-exp" enterkeyhint="next" placeholder="${texts.cardExpiryFormat}" aria-describedby="mistake">
<label class="visually-hidden" for="cvc">${texts.cardCvc}</label>
<input id="cvc" inputmode="numeric" autocomplete="cc-csc" enterkeyhint="done" placeholder="CVC" aria-describedby="mistake">
</form>
<p id="mistake" role="alert"></p>
${dataElement('page-data', { cardIncomplete, cardNumberWrong, cardExpiryWrong, cardCvcWrong, cardNotForTests })}`
  return framed(
    {
      title: texts.cardDetails,
      language,
      accentColor,
      sandbox: false,
      assets: await assetsOf('elements/sandbox-element.ts'),
      withScript: true,
    },
    body,
  )
}

import { useEffect, useRef, useState } from 'preact/hooks'
import type { GiftAnswer } from '../../src/contract/gift-claim.ts'
import { fill, texts } from '../checkout/page.ts'
import type { Start } from './claim.ts'
import { ClaimForm } from './claim-form.tsx'
import { CodeForm } from './code-form.tsx'
import { words } from './page.ts'
import type { Key } from './session.ts'
import { startInWords } from './start-in-words.ts'

export type View =
  | { readonly kind: 'code' }
  | { readonly kind: 'gift'; readonly gift: GiftAnswer; readonly key: Key }
  | {
      readonly kind: 'claimed'
      readonly gift: GiftAnswer
      readonly start: Start | undefined
      readonly email: string
    }
  | { readonly kind: 'ended'; readonly code: string }

export function App({ first }: { first: View }) {
  const [view, setView] = useState(first)
  const show = (next: View) => {
    setView(next)
    scrollTo(0, 0)
  }
  switch (view.kind) {
    case 'code':
      return (
        <CodeForm
          onGift={(gift, key) => show({ kind: 'gift', gift, key })}
          onEnded={(code) => show({ kind: 'ended', code })}
        />
      )
    case 'gift':
      return (
        <ClaimForm
          gift={view.gift}
          giftKey={view.key}
          onClaimed={(start, email) => show({ kind: 'claimed', gift: view.gift, start, email })}
          onEnded={(code) => show({ kind: 'ended', code })}
        />
      )
    case 'claimed':
      return <Claimed {...view} />
    case 'ended':
      return <Ended code={view.code} />
  }
}

/** What is said when the gift is the recipient's. */
function Claimed({ gift, start, email }: { gift: GiftAnswer; start: Start | undefined; email: string }) {
  return (
    <section class="message gift">
      <p class="merchant">{gift.merchant.name}</p>
      <Heading text={words.yours} />
      <p class="gift-what">{gift.what}</p>
      {gift.length && <p class="note">{gift.length}</p>}
      {start && <p>{startInWords(start)}</p>}
      <p class="note">{fill(texts.copySent, { email })}</p>
    </section>
  )
}

const endings: Readonly<Record<string, readonly [string, string]>> = {
  gift_unknown: [words.unknownHeading, words.unknownSentence],
  gift_claimed: [words.claimedHeading, words.claimedSentence],
  gift_refunded: [words.refundedHeading, words.refundedSentence],
  too_many_attempts: [words.unknownHeading, words.tooMany],
  offline: [texts.offlineHeading, texts.offlineSentence],
}

function Ended({ code }: { code: string }) {
  const [heading, sentence] = endings[code] ?? [texts.brokenHeading, texts.brokenSentence]
  return (
    <section class="message">
      <Heading text={heading} />
      <p>{sentence}</p>
      {endings[code] === undefined || code === 'offline' ? (
        <p>
          <button type="button" class="secondary" onClick={() => location.reload()}>
            {texts.tryAgain}
          </button>
        </p>
      ) : (
        code === 'gift_unknown' && (
          <p>
            <a class="secondary" href="/gift">
              {words.enterCode}
            </a>
          </p>
        )
      )}
    </section>
  )
}

/** Takes the focus, so that a screen reader says that the page is another one now. */
function Heading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  )
}

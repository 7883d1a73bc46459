import { useState } from 'preact/hooks'
import type { GiftAnswer } from '../../src/contract/gift-claim.ts'
import { texts } from '../checkout/page.ts'
import type { Problem } from '../checkout/wire.ts'
import { giftPage, words } from './page.ts'
import { type Key, openGift } from './session.ts'

export interface CodeFormProps {
  readonly onGift: (gift: GiftAnswer, key: Key) => void
  readonly onEnded: (code: string) => void
}

/** For whoever has a code and no link. */
export function CodeForm({ onGift, onEnded }: CodeFormProps) {
  const [typed, setTyped] = useState('')
  const [mistake, setMistake] = useState<string>()
  const [busy, setBusy] = useState(false)
  const press = async () => {
    if (busy) return
    setBusy(true)
    const key = { redeemCode: typed }
    const reply = typed.trim() === '' ? undefined : await openGift(key)
    setBusy(false)
    if (reply === undefined) return setMistake(words.mistyped)
    if (reply.kind === 'answer') return onGift(reply.body, key)
    if (reply.kind === 'problem' && ends.includes(reply.problem.code)) return onEnded(reply.problem.code)
    setMistake(reply.kind === 'lost' ? texts.connectionLost : mistakeOf(reply.problem))
  }
  return (
    <section class="message gift">
      <p class="merchant">{giftPage.merchantName}</p>
      <h1>{words.enterCode}</h1>
      <p class="note">{words.enterCodeSentence}</p>
      <form
        class="gift-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void press()
        }}
      >
        <div class="field">
          <label for="code">{words.code}</label>
          <input
            id="code"
            name="code"
            type="text"
            class="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={64}
            value={typed}
            aria-invalid={mistake !== undefined}
            aria-describedby={mistake === undefined ? 'code-hint' : 'code-mistake'}
            onInput={(event) => {
              setTyped(event.currentTarget.value)
              setMistake(undefined)
            }}
          />
          {mistake === undefined ? (
            <p id="code-hint" class="note">
              {words.codeHint}
            </p>
          ) : (
            <p id="code-mistake" class="mistake" role="alert">
              {mistake}
            </p>
          )}
        </div>
        <button type="submit" class="pay" aria-disabled={busy} data-busy={busy}>
          <span class="pay-label">{words.goOn}</span>
          <span class="pay-busy" role="status">
            {busy ? texts.working : ''}
          </span>
        </button>
      </form>
    </section>
  )
}

const ends = ['gift_claimed', 'gift_refunded']

function mistakeOf({ code }: Problem): string {
  if (code === 'gift_unknown') return words.unknownCode
  if (code === 'too_many_attempts' || code === 'rate_limited') return words.tooMany
  return code === 'invalid_request' ? words.mistyped : texts.brokenSentence
}

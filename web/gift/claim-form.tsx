import { useEffect, useState } from 'preact/hooks'
import type { GiftAnswer } from '../../src/contract/gift-claim.ts'
import { ErrorSummary } from '../checkout/form/error-summary.tsx'
import { addressFields, contactFields } from '../checkout/form/fields.ts'
import { SectionView } from '../checkout/form/section-view.tsx'
import type { Section } from '../checkout/form/sections.ts'
import { useMistakes } from '../checkout/form/use-mistakes.ts'
import { fill, locale, texts } from '../checkout/page.ts'
import type { Problem } from '../checkout/wire.ts'
import { countryPath, previewClaim, type Start, sendClaim, type Values } from './claim.ts'
import { words } from './page.ts'
import type { Key } from './session.ts'
import { startInWords } from './start-in-words.ts'

export interface ClaimFormProps {
  readonly gift: GiftAnswer
  readonly giftKey: Key
  readonly onClaimed: (start: Start | undefined, email: string) => void
  readonly onEnded: (code: string) => void
}

/** Who gives what, when it starts, whose it will be, and the one button. */
export function ClaimForm({ gift, giftKey, onClaimed, onEnded }: ClaimFormProps) {
  const [values, setValues] = useState<Values>(() => prefilled(gift))
  const [notice, setNotice] = useState<string>()
  const [busy, setBusy] = useState(false)
  const sections = sectionsOf(gift, values)
  const mistakes = useMistakes({ basket: { orderItems: [] }, draft: { values, quantities: {} }, sections })
  const country = values[countryPath(gift)] ?? ''
  const start = useStart(giftKey, gift, country)

  const refused = (problem: Problem) => {
    if (ends.includes(problem.code)) return onEnded(problem.code)
    if (!mistakes.takeFrom(problem))
      setNotice(
        problem.status >= 500 ? texts.brokenSentence : fill(texts.notAccepted, { reason: problem.detail }),
      )
  }
  const press = async () => {
    const [first] = busy ? [] : mistakes.check()
    if (first !== undefined) return requestAnimationFrame(first.focus)
    if (busy) return undefined
    setBusy(true)
    setNotice(undefined)
    const reply = await sendClaim(giftKey, gift, { sections, values })
    setBusy(false)
    if (reply.kind === 'answer') return onClaimed(start, values['customerDetails.email'] ?? '')
    return reply.kind === 'lost' ? setNotice(texts.connectionLost) : refused(reply.problem)
  }

  return (
    <section class="message gift">
      <GiftHead gift={gift} start={start} />
      <form
        class="gift-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void press()
        }}
      >
        <ErrorSummary mistakes={mistakes.listed} />
        {sections.map((section) => (
          <SectionView
            key={section.id}
            section={section}
            draft={{ values }}
            folded={false}
            onUnfold={() => undefined}
            mistakes={mistakes.shown}
            onInput={(path, value) => {
              mistakes.forget(path)
              setValues({ ...values, [path]: value })
            }}
            onLeave={mistakes.leave}
          />
        ))}
        <div role="alert">{notice && <p class="notice problem">{notice}</p>}</div>
        <button type="submit" class="pay" aria-disabled={busy} data-busy={busy}>
          <span class="pay-label">{words.claim}</span>
          <span class="pay-busy" role="status">
            {busy ? words.claiming : ''}
          </span>
        </button>
      </form>
    </section>
  )
}

function GiftHead({ gift, start }: { gift: GiftAnswer; start: Start | undefined }) {
  return (
    <>
      <p class="merchant">{gift.merchant.name}</p>
      <h1>{gift.giver === null ? words.forYou : fill(words.from, { giver: gift.giver })}</h1>
      <p class="gift-what">{gift.what}</p>
      {gift.length && <p class="note">{gift.length}</p>}
      {gift.message && <blockquote class="gift-message">{gift.message}</blockquote>}
      <p class="gift-start" aria-live="polite">
        {start === undefined ? '' : `${startInWords(start)} `}
        {words.nothingToPay}
      </p>
    </>
  )
}

const ends = ['gift_claimed', 'gift_refunded', 'gift_unknown', 'too_many_attempts']

/** Asked again whenever the country changes. */
function useStart(key: Key, gift: GiftAnswer, country: string): Start | undefined {
  const [start, setStart] = useState<Start>()
  useEffect(() => {
    let current = true
    if (country !== '') void previewClaim(key, gift, country).then((found) => current && setStart(found))
    return () => {
      current = false
    }
  }, [country])
  return start
}

/** Where something is delivered, the whole address; elsewhere the country alone, beside the names. */
function sectionsOf(gift: GiftAnswer, values: Values): readonly Section[] {
  const fieldsOf = (kind: 'billing' | 'delivery', country: string) =>
    addressFields({
      kind,
      basket: gift,
      country,
      withSecondLine: values[`${kind}Details.address2`] !== undefined,
    })
  const title = texts.contact
  if (!gift.hasDelivery)
    return [{ id: 'contact', title, fields: [...contactFields(), ...fieldsOf('billing', '')] }]
  const delivery = fieldsOf('delivery', values['deliveryDetails.country'] ?? '')
  return [
    { id: 'contact', title, fields: contactFields() },
    { id: 'delivery', title: texts.deliveryAddress, fields: delivery },
  ]
}

function prefilled(gift: GiftAnswer): Values {
  const { firstName, lastName, email } = gift.recipient
  const region = new Intl.Locale(locale).region ?? ''
  const [only, another] = gift.allowedCountries
  const mayHave = gift.allowedCountries.length === 0 || gift.allowedCountries.includes(region)
  return {
    'customerDetails.firstName': firstName ?? '',
    'customerDetails.lastName': lastName ?? '',
    'customerDetails.email': email ?? '',
    [countryPath(gift)]: another === undefined && only !== undefined ? only : mayHave ? region : '',
  }
}

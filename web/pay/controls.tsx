import { useEffect, useMemo, useRef } from 'preact/hooks'
import { NoticeLine } from '../checkout/form/notice-line.tsx'
import { fill, texts } from '../checkout/page.ts'
import { type GatewayElement, gatewayElement } from '../checkout/payment/gateway-element.ts'
import { payPage, words } from './page.ts'
import { usePaying, type Way } from './use-paying.ts'

/** The ways to pay: the card that is saved, at the top where there is one; another one below. */
export function Controls({ returning }: { readonly returning: boolean }) {
  const { busyWay, notice, bankUrl, paySaved, payCard } = usePaying({ returning })
  const element = useMemo(() => gatewayElement({ ...payPage, asksPayer: true }), [])
  const { savedLabel } = payPage
  const payOther = () =>
    void payCard(async () => {
      const made = await element.createPayment()
      if ('mistake' in made) element.focus()
      return made
    })
  return (
    <>
      {busyWay === 'asking' && <p class="notice">{words.checking}</p>}
      {bankUrl !== undefined && <AtBank url={bankUrl} />}
      <NoticeLine notice={notice} />
      {savedLabel !== null && (
        <Press label={savedLabel} way="saved" busyWay={busyWay} onPress={() => void paySaved()} />
      )}
      <form
        class="pay-other"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          payOther()
        }}
      >
        <h2>{savedLabel === null ? words.byCard : words.useAnother}</h2>
        <Card element={element} onEnter={payOther} />
        {payPage.replaces && <p class="note">{words.replaces}</p>}
        <Press
          label={fill(texts.pay, { amount: payPage.amountInWords })}
          way="card"
          busyWay={busyWay}
          isSecond={savedLabel !== null}
        />
      </form>
    </>
  )
}

function AtBank({ url }: { readonly url: string }) {
  return (
    <div class="notice pay-bank" role="status">
      <p>{words.bankWaits}</p>
      <p>
        <a class="secondary" href={url}>
          {words.toBank}
        </a>
      </p>
    </div>
  )
}

interface PressProps {
  readonly label: string
  readonly way: Way
  readonly busyWay: Way | undefined
  readonly isSecond?: boolean
  /** Absent: it sends its form. */
  readonly onPress?: () => void
}

/** Keeps its size while it works; while anything is worked on nothing else can be pressed. */
function Press({ label, way, busyWay, isSecond = false, onPress }: PressProps) {
  const isBusy = busyWay === way
  return (
    <button
      type={onPress === undefined ? 'submit' : 'button'}
      class={isSecond ? 'pay second' : 'pay'}
      aria-disabled={busyWay !== undefined}
      data-busy={isBusy}
      onClick={onPress}
    >
      <span class="pay-label">{label}</span>
      <span class="pay-busy" role="status">
        {isBusy ? texts.working : ''}
      </span>
    </button>
  )
}

function Card({ element, onEnter }: { readonly element: GatewayElement; readonly onEnter: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const enter = useRef(onEnter)
  enter.current = onEnter
  useEffect(() => {
    if (place.current === null) return
    element.mount(place.current, () => enter.current())
    element.update(payPage.amount)
    return element.destroy
  }, [element])
  return (
    <>
      {!element.isLabelled && (
        <p class="label" aria-hidden="true">
          {texts.cardDetails}
        </p>
      )}
      <div ref={place} class="card-place" />
      {payPage.sandbox && <p class="note">{texts.testCardHint}</p>}
    </>
  )
}

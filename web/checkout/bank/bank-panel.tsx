import { useEffect, useRef } from 'preact/hooks'
import { type Notice, NoticeLine } from '../form/notice-line.tsx'
import { texts } from '../page.ts'
import type { Bank } from './bank.ts'

/** How long the note stands before the page is left, so that it can be read, or begin to be read out. */
const noteMs = 800

export interface BankPanelProps {
  readonly bank: Bank
  readonly notice: Notice | undefined
  readonly onOtherwise: () => void
}

const words = {
  asking: [texts.bankAsking, texts.bankAskingSentence],
  leaving: [texts.bankLeaving, texts.bankLeavingSentence],
  waiting: [texts.bankWaits, texts.bankWaitsSentence],
  otherwise: [texts.bankWaits, texts.bankWaitsSentence],
} as const

/** In the form's place while the buyer's bank wants to see them: what happens, and what can be done. */
export function BankPanel({ bank, notice, onOtherwise }: BankPanelProps) {
  const { phase, url } = bank
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [phase])
  useEffect(() => {
    if (phase !== 'leaving' || url === undefined) return
    const timer = setTimeout(() => location.assign(url), noteMs)
    return () => clearTimeout(timer)
  }, [phase, url])
  const [title, sentence] = words[phase]
  return (
    <section class="form bank" aria-busy={phase === 'asking'}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{sentence}</p>
      <NoticeLine notice={notice} />
      {phase !== 'asking' && url !== undefined && (
        <a class="pay" href={url}>
          {texts.bankContinue}
        </a>
      )}
      {phase === 'waiting' && (
        <button type="button" class="secondary wide" onClick={onOtherwise}>
          {texts.payAnotherWay}
        </button>
      )}
    </section>
  )
}

/** Above the form, for a buyer who looks for another way: the way back. */
export function BankReminder({ url }: { readonly url: string }) {
  return (
    <p class="notice bank-reminder">
      <span>{texts.bankWaits}</span> <a href={url}>{texts.bankContinue}</a>
    </p>
  )
}

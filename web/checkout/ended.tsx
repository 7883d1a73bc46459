import { useEffect, useRef } from 'preact/hooks'
import { texts } from './page.ts'

const byCode: Readonly<Record<string, readonly [string, string]>> = {
  link_unknown: [texts.unknownHeading, texts.unknownSentence],
  link_expired: [texts.expiredHeading, texts.expiredSentence],
  link_revoked: [texts.revokedHeading, texts.revokedSentence],
  link_superseded: [texts.supersededHeading, texts.supersededSentence],
  link_completed: [texts.completedHeading, texts.completedSentence],
  offline: [texts.offlineHeading, texts.offlineSentence],
}

const mayTryAgain = (code: string) => byCode[code] === undefined || code === 'offline'

export interface EndedProps {
  readonly code: string
  readonly requestId?: string | undefined
}

/** The link ended while the page was open, or the page could not begin: one heading, one sentence, one action. */
export function Ended({ code, requestId }: EndedProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const [title, sentence] = byCode[code] ?? [texts.brokenHeading, texts.brokenSentence]
  return (
    <section class="message">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{sentence}</p>
      {mayTryAgain(code) && (
        <p>
          <button type="button" class="secondary" onClick={() => location.reload()}>
            {texts.tryAgain}
          </button>
        </p>
      )}
      {requestId && <p class="request-id">{texts.requestId.replace('{id}', requestId)}</p>}
    </section>
  )
}

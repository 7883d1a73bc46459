import type { FromElement, ToElement } from '../../elements/messages.ts'
import { locale, texts } from '../page.ts'
import type { GatewayElement, PaymentAnswer } from './gateway-element.ts'

/** How long the frame may take to answer before we say that it did not load. */
const silenceMs = 5000

/** The sandbox's card element in its frame; the two speak by messages whose origin and source are checked. */
export function sandboxElement(url: string): GatewayElement {
  const frame = document.createElement('iframe')
  const waiting = new Map<string, (answer: PaymentAnswer) => void>()
  let pressedEnter = () => {}

  const ask = (message: ToElement) => frame.contentWindow?.postMessage(message, location.origin)

  const onMessage = ({ origin, source, data }: MessageEvent) => {
    if (origin !== location.origin || source !== frame.contentWindow || !isFromElement(data)) return
    if (data.type === 'height') frame.height = String(data.height)
    else if (data.type === 'submit') pressedEnter()
    else settle(data)
  }

  const settle = (answer: Extract<FromElement, { id: string }>) => {
    waiting.get(answer.id)?.(
      answer.type === 'token'
        ? { payment: { type: 'sandbox', sandbox: { token: answer.token } } }
        : { mistake: answer.mistake },
    )
  }

  const tokenise = () =>
    new Promise<PaymentAnswer>((answer) => {
      const id = crypto.randomUUID()
      waiting.set(id, answer)
      setTimeout(() => answer({ mistake: texts.cardNotReady }), silenceMs)
      ask({ to: 'card-element', type: 'tokenise', id })
    })

  return {
    isLabelled: false,
    mount: (place, onEnter) => {
      pressedEnter = onEnter
      frame.title = texts.cardDetails
      frame.className = 'card-frame'
      frame.height = '48'
      frame.src = `${url}?locale=${encodeURIComponent(locale)}`
      window.addEventListener('message', onMessage)
      place.append(frame)
    },
    // A test card costs the same whatever is due.
    update: () => {},
    check: async () => {
      const answer = await tokenise()
      return 'mistake' in answer ? answer.mistake : undefined
    },
    createPayment: tokenise,
    focus: () => {
      frame.focus()
      ask({ to: 'card-element', type: 'focus' })
    },
    destroy: () => {
      window.removeEventListener('message', onMessage)
      frame.remove()
    },
  }
}

function isFromElement(data: unknown): data is FromElement {
  return typeof data === 'object' && data !== null && 'from' in data && data.from === 'card-element'
}

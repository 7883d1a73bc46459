import { texts } from '../page.ts'
import type { GatewayElement } from './gateway-element.ts'

/**
 * An element whose script comes from elsewhere, and only once it is shown. While it loads its place says so; when it does not come,
 * its place says that and offers to try again.
 */
export function lateElement(load: (onBroken: () => void) => Promise<GatewayElement>): GatewayElement {
  let element: GatewayElement | undefined
  let due: string | undefined
  /** Grows with each showing, so that a script that comes too late shows nothing. */
  let showing = 0
  let inPlace: HTMLElement | undefined

  const show = async (place: HTMLElement, onEnter: () => void) => {
    const mine = ++showing
    inPlace = place
    const fail = () => {
      element?.destroy()
      element = undefined
      place.replaceChildren(...failure(() => void show(place, onEnter)))
    }
    place.replaceChildren(paragraph('note', texts.loading))
    const loaded = await load(() => mine === showing && fail()).catch(() => undefined)
    if (mine !== showing) return loaded?.destroy()
    if (loaded === undefined) return fail()
    element = loaded
    place.replaceChildren()
    if (due !== undefined) element.update(due)
    element.mount(place, onEnter)
  }

  return {
    isLabelled: true,
    mount: (place, onEnter) => void show(place, onEnter),
    update: (newest) => {
      due = newest
      element?.update(newest)
    },
    check: () => (element?.check() ?? notReady()).catch(() => texts.cardNotReady),
    createPayment: (payer) =>
      (element?.createPayment(payer) ?? notReady()).catch(() => ({ mistake: texts.cardNotReady })),
    focus: () => (element === undefined ? inPlace?.querySelector('button')?.focus() : element.focus()),
    destroy: () => {
      showing++
      element?.destroy()
      element = undefined
      inPlace?.replaceChildren()
    },
  }
}

/** Whatever goes wrong in a script that is not ours comes to this. */
const notReady = () => Promise.reject(new Error('the card form is not ready'))

function failure(onRetry: () => void): readonly HTMLElement[] {
  const said = paragraph('notice problem', texts.cardNotReady)
  said.setAttribute('role', 'alert')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'secondary'
  button.textContent = texts.tryAgain
  button.addEventListener('click', onRetry)
  return [said, button]
}

function paragraph(kind: string, text: string): HTMLElement {
  const made = document.createElement('p')
  made.className = kind
  made.textContent = text
  return made
}

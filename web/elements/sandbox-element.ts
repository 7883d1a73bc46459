import './element.css'
import type { CheckoutTexts } from '../../src/contract/checkout-texts.ts'
import {
  brandOf,
  digitsOf,
  formatExpiry,
  formatNumber,
  isCardNumber,
  isExpiryAhead,
  isTypedWhole,
} from './card-number.ts'
import type { FromElement, ToElement } from './messages.ts'
import { tokenOf } from './test-cards.ts'

/** The sandbox's card element, in a frame of its own: card data lives here and nowhere else. */

type Texts = Pick<
  CheckoutTexts,
  'cardIncomplete' | 'cardNumberWrong' | 'cardExpiryWrong' | 'cardCvcWrong' | 'cardNotForTests'
>

const texts: Texts = JSON.parse(document.getElementById('page-data')?.textContent ?? '{}')

const number = input('number')
const expiry = input('expiry')
const cvc = input('cvc')
const brand = element('brand')
const mistakePlace = element('mistake')

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page lacks #${id}`)
  return found
}

function input(id: string): HTMLInputElement {
  const found = element(id)
  if (!(found instanceof HTMLInputElement)) throw new Error(`#${id} is no input`)
  return found
}

function tell(message: FromElement): void {
  window.parent.postMessage(message, location.origin)
}

function isToElement(data: unknown): data is ToElement {
  return typeof data === 'object' && data !== null && 'to' in data && data.to === 'card-element'
}

/** What is wrong, and where; absent when the card can be used. */
function findMistake(): { field: HTMLInputElement; text: string } | undefined {
  const digits = digitsOf(number.value)
  const empty = [number, expiry, cvc].find((field) => field.value === '')
  if (empty !== undefined) return { field: empty, text: texts.cardIncomplete }
  return numberMistake(digits) ?? expiryMistake() ?? cvcMistake(digits)
}

function numberMistake(digits: string) {
  if (!isCardNumber(digits)) return { field: number, text: texts.cardNumberWrong }
  return tokenOf(digits) === undefined ? { field: number, text: texts.cardNotForTests } : undefined
}

function expiryMistake() {
  return isExpiryAhead(expiry.value, new Date()) ? undefined : { field: expiry, text: texts.cardExpiryWrong }
}

function cvcMistake(digits: string) {
  return cvc.value.length === brandOf(digits).cvcLength ? undefined : { field: cvc, text: texts.cardCvcWrong }
}

function showMistake(mistake: { field: HTMLInputElement; text: string } | undefined): void {
  for (const field of [number, expiry, cvc])
    field.setAttribute('aria-invalid', String(field === mistake?.field))
  document.body.classList.toggle('wrong', mistake !== undefined)
  if (mistakePlace.textContent !== (mistake?.text ?? '')) mistakePlace.textContent = mistake?.text ?? ''
}

/** Keeps the caret where it was among the digits although spaces come and go. */
function rewrite(field: HTMLInputElement, format: (text: string) => string): void {
  const digitsBefore = digitsOf(field.value.slice(0, field.selectionStart ?? field.value.length)).length
  const atEnd = field.selectionStart === field.value.length
  field.value = format(field.value)
  if (atEnd) return
  let place = 0
  for (let seen = 0; place < field.value.length && seen < digitsBefore; place++)
    if (/\d/.test(field.value[place] ?? '')) seen++
  field.setSelectionRange(place, place)
}

number.addEventListener('input', () => {
  rewrite(number, formatNumber)
  brand.textContent = brandOf(digitsOf(number.value)).name
  if (document.activeElement === number && isTypedWhole(digitsOf(number.value))) expiry.focus()
})

expiry.addEventListener('input', (event) => {
  const deleting = event instanceof InputEvent && event.inputType.startsWith('delete')
  rewrite(expiry, (text) => formatExpiry(text, deleting))
  if (!deleting && isExpiryAhead(expiry.value, new Date())) cvc.focus()
})

cvc.addEventListener('input', () => {
  cvc.value = digitsOf(cvc.value).slice(0, brandOf(digitsOf(number.value)).cvcLength)
})

for (const field of [number, expiry, cvc]) {
  // A field that was left wrong says so at once; one that is still empty waits.
  field.addEventListener('change', () => {
    const mistake = findMistake()
    showMistake(mistake?.text === texts.cardIncomplete ? undefined : mistake)
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') tell({ from: 'card-element', type: 'submit' })
  })
}

window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source !== window.parent || !isToElement(data)) return
  if (data.type === 'focus') return (findMistake()?.field ?? number).focus()
  const mistake = findMistake()
  showMistake(mistake)
  const token = tokenOf(digitsOf(number.value))
  if (mistake === undefined && token !== undefined)
    tell({ from: 'card-element', type: 'token', id: data.id, token })
  else
    tell({
      from: 'card-element',
      type: 'mistake',
      id: data.id,
      mistake: mistake?.text ?? texts.cardNotForTests,
    })
})

new ResizeObserver(() =>
  tell({ from: 'card-element', type: 'height', height: document.documentElement.offsetHeight }),
).observe(document.documentElement)

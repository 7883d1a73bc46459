// The frame in which the card is typed: what stands here never reaches the page around it.
const fields = Object.fromEntries([...document.querySelectorAll('input')].map((field) => [field.name, field]))
const alert = document.querySelector('[role=alert]')
const parentOrigin = new URLSearchParams(location.search).get('parent')
const say = (message) => parent.postMessage({ from: 'stripe-element', ...message }, parentOrigin)
const digits = (name) => fields[name].value.replace(/\D/g, '')

function mistake() {
  if (digits('number').length < 12)
    return { code: 'incomplete_number', message: 'Your card number is incomplete.' }
  if (digits('expiry').length < 4)
    return { code: 'incomplete_expiry', message: "Your card's expiration date is incomplete." }
  if (digits('cvc').length < 3)
    return { code: 'incomplete_cvc', message: "Your card's security code is incomplete." }
}

async function tokenise(publishableKey, context = {}) {
  const expiry = digits('expiry')
  const body = new URLSearchParams({
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': digits('number'),
    'payment_method_data[card][exp_month]': String(Number(expiry.slice(0, 2))),
    'payment_method_data[card][exp_year]': String(2000 + Number(expiry.slice(2, 4))),
    'payment_method_data[card][cvc]': digits('cvc'),
  })
  for (const [name, value] of Object.entries(context))
    if (value !== undefined) body.set(`client_context[${name}]`, String(value))
  const headers = { authorization: `Bearer ${publishableKey}` }
  const answer = await fetch('/v1/confirmation_tokens', { method: 'POST', headers, body })
  const said = await answer.json()
  return answer.ok ? { confirmationToken: said } : { error: said.error }
}

async function carryOut({ deed, publishableKey, context }) {
  if (deed === 'focus') {
    fields.number.focus()
    return {}
  }
  const wrong = mistake()
  const error = wrong && { type: 'validation_error', ...wrong }
  alert.textContent = error?.message ?? ''
  if (error) return { error }
  return deed === 'submit' ? { selectedPaymentMethod: 'card' } : tokenise(publishableKey, context)
}

addEventListener('message', async ({ origin, source, data }) => {
  if (origin !== parentOrigin || source !== parent || data?.to !== 'stripe-element') return
  say({ answer: data.id, result: await carryOut(data) })
})

addEventListener('input', () => {
  const empty = Object.values(fields).every((field) => field.value === '')
  say({
    event: 'change',
    detail: { elementType: 'payment', empty, complete: !mistake(), value: { type: 'card' } },
  })
})
addEventListener('focusin', () => say({ event: 'focus', detail: { elementType: 'payment' } }))
addEventListener('focusout', () => say({ event: 'blur', detail: { elementType: 'payment' } }))
addEventListener('keydown', ({ key }) => key === 'Escape' && say({ event: 'escape', detail: {} }))
say({ event: 'ready', detail: { elementType: 'payment' } })

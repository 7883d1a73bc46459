// Stands where Stripe.js does: the documented calls that the checkout page makes, each with the checks that Stripe.js makes of them.
const { origin } = new URL(document.currentScript.src)

window.Stripe = (publishableKey) => {
  if (!/^pk_(test|live)_/.test(publishableKey))
    throw new Error('Please call Stripe() with your publishable key.')
  return {
    elements: (options) => elementsGroup(publishableKey, options),
    createConfirmationToken: async ({ elements, params }) => {
      if (!elements.submitted)
        throw new Error('elements.submit() must be called before stripe.createConfirmationToken().')
      checkHandedOver(elements.fields, params?.payment_method_data?.billing_details ?? {})
      const { mode, amount, currency } = elements.options
      return elements.ask('tokenise', { mode, amount, currency })
    },
  }
}

function elementsGroup(publishableKey, options) {
  checkOptions(options)
  let element
  const group = {
    submitted: false,
    options,
    create: (type, { fields } = {}) => {
      if (type !== 'payment') throw new Error(`this server has no ${type} element`)
      group.fields = fields?.billingDetails
      if (element) throw new Error("Can only create one Element of type 'payment'.")
      element = paymentElement(publishableKey, () => {
        element = undefined
      })
      return element
    },
    getElement: () => element ?? null,
    update: async (changes) => {
      checkOptions({ ...group.options, ...changes })
      group.options = { ...group.options, ...changes }
    },
    submit: async () => {
      const answer = await group.ask('submit')
      group.submitted = !answer.error
      return answer
    },
    fetchUpdates: async () => ({}),
    ask: (deed, context) => element.ask(deed, context),
  }
  return group
}

/** Whatever the element was told never to ask for has to come from the page. */
function checkHandedOver({ name, email, address } = {}, given) {
  const parts = ['line1', 'line2', 'city', 'state', 'postal_code', 'country']
  const missing = [
    ...(name === 'never' && given.name === undefined ? ['name'] : []),
    ...(email === 'never' && given.email === undefined ? ['email'] : []),
    ...(address === 'never' ? parts.filter((part) => given.address?.[part] === undefined) : []),
  ]
  if (missing.length > 0)
    throw new Error(`billing_details lacks ${missing.join(', ')}, which is never collected.`)
}

/** What cannot be combined fails here as it does at Stripe. */
function checkOptions({ mode, amount, currency, setupFutureUsage, allowedPaymentMethodTypes }) {
  if (!['payment', 'setup'].includes(mode))
    throw new Error('Invalid value for elements(): mode should be payment or setup')
  if (mode === 'payment' && !(Number.isInteger(amount) && amount > 0))
    throw new Error('Invalid value for elements(): amount must be greater than 0.')
  if (mode === 'setup' && amount) throw new Error('amount cannot be given in setup mode')
  if (!/^[a-z]{3}$/.test(currency ?? '')) throw new Error('currency must be three lower-case letters')
  if (mode === 'payment' && setupFutureUsage !== 'off_session')
    throw new Error('setupFutureUsage must be off_session, as the PaymentIntent says')
  if (allowedPaymentMethodTypes?.join() !== 'card')
    throw new Error('allowedPaymentMethodTypes must be card, as the PaymentIntent says')
}

function paymentElement(publishableKey, forget) {
  const frame = document.createElement('iframe')
  const listeners = new Map()
  const waiting = new Map()
  let sent = 0
  const tell = (event, detail) => {
    for (const listener of listeners.get(event) ?? []) listener(detail)
  }
  const onMessage = ({ origin: from, source, data }) => {
    if (from !== origin || source !== frame.contentWindow || data?.from !== 'stripe-element') return
    if (data.event) tell(data.event, data.detail)
    else waiting.get(data.answer)?.(data.result)
  }
  frame.title = 'Secure payment input frame'
  frame.src = `${origin}/element?parent=${encodeURIComponent(location.origin)}`
  frame.style.border = '0'
  frame.style.width = '100%'
  frame.style.height = '170px'
  const element = {
    mount: (place) => {
      addEventListener('message', onMessage)
      const target = typeof place === 'string' ? document.querySelector(place) : place
      target.replaceChildren(frame)
    },
    on: (event, listener) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listener])
      return element
    },
    once: (event, listener) => element.on(event, listener),
    off: (event) => listeners.delete(event),
    update: () => undefined,
    focus: () => element.ask('focus'),
    blur: () => frame.blur(),
    unmount: () => frame.remove(),
    destroy: () => {
      removeEventListener('message', onMessage)
      frame.remove()
      forget()
    },
    ask: (deed, context) =>
      new Promise((resolve) => {
        sent += 1
        waiting.set(sent, resolve)
        frame.contentWindow.postMessage(
          { to: 'stripe-element', id: sent, deed, publishableKey, context },
          origin,
        )
      }),
  }
  return element
}

import { invalid, missing } from './api-error.ts'
import { type Intent, newId, nowSeconds, put } from './books.ts'
import { confirmIntent } from './confirm.ts'
import { type Form, inner, list, text, texts } from './form.ts'
import { cancelIntent, captureIntent, createIntent, findIntent, shown, updateIntent } from './intents.ts'
import { detachMethod, findMethod, tokenOfCard, tokenOfMethod } from './methods.ts'
import { createRefund } from './refunds.ts'
import {
  type Shown,
  showCharge,
  showCustomer,
  showDispute,
  showMethod,
  showRefund,
  showToken,
} from './show.ts'
import type { World } from './world.ts'

export interface Operation {
  readonly on: RegExp
  /** Who may: the secret key, or the browser's too. */
  readonly by: 'secret' | 'publishable'
  /** What may be said; Stripe refuses anything else. */
  readonly params: string
  readonly run: (world: World, form: Form, id: string) => unknown
}

const operation = (
  on: string,
  params: string,
  run: Operation['run'],
  by: Operation['by'] = 'secret',
): Operation => ({ on: new RegExp(`^${on.replace(':id', '([^/]+)')}$`), by, params: `expand ${params}`, run })

const pages = 'limit starting_after created'

function intentOperations(kind: Intent['kind'], createParams: string, confirmParams: string): Operation[] {
  const path = `/v1/${kind}s`
  const changed = (change: (world: World, intent: Intent, form: Form) => void): Operation['run'] => {
    return (world, form, id) => {
      const intent = findIntent(world, kind, id)
      change(world, intent, form)
      return shown(world, intent, list(form, 'expand'))
    }
  }
  return [
    operation(`POST ${path}`, createParams, (world, form) =>
      shown(world, createIntent(world, kind, form), list(form, 'expand')),
    ),
    operation(`GET ${path}`, `${pages} customer`, (world, form) => {
      const expand = list(form, 'expand').map((name) => name.replace(/^data\./, ''))
      const those = [...world.books.intents.values()].filter((one) => one.kind === kind)
      return page(path, form, those, (intent) => shown(world, intent, expand))
    }),
    operation(
      `GET ${path}/:id`,
      '',
      changed(() => undefined),
    ),
    operation(
      `POST ${path}/:id`,
      'metadata',
      changed((_, intent, form) => updateIntent(intent, form)),
    ),
    operation(`POST ${path}/:id/confirm`, confirmParams, changed(confirmIntent)),
    operation(
      `POST ${path}/:id/cancel`,
      'cancellation_reason',
      changed((world, intent) => cancelIntent(world, intent)),
    ),
  ]
}

const refundOperations: readonly Operation[] = [
  operation('POST /v1/refunds', 'payment_intent amount metadata', (world, form) =>
    showRefund(createRefund(world, form)),
  ),
  operation('GET /v1/refunds', `${pages} payment_intent`, (world, form) => {
    const intent = text(form, 'payment_intent')
    const those = [...world.books.refunds.values()].filter(
      (one) => intent === undefined || one.intent === intent,
    )
    return page('/v1/refunds', form, those, showRefund)
  }),
  operation('GET /v1/refunds/:id', '', (world, _, id) =>
    showRefund(found(world.books.refunds, 'refund', id)),
  ),
  operation('GET /v1/disputes', pages, (world, form) =>
    page('/v1/disputes', form, [...world.books.disputes.values()], showDispute),
  ),
  operation('GET /v1/charges/:id', '', (world, _, id) =>
    showCharge(found(world.books.charges, 'charge', id)),
  ),
]

const customerOperations: readonly Operation[] = [
  operation('POST /v1/customers', 'email name metadata', (world, form) => {
    checkEmail(text(form, 'email'))
    return showCustomer(
      put(world.books.customers, {
        id: newId('cus'),
        created: nowSeconds(),
        email: text(form, 'email') ?? null,
        metadata: texts(form, 'metadata'),
      }),
    )
  }),
  operation('GET /v1/customers/:id', '', (world, _, id) =>
    showCustomer(found(world.books.customers, 'customer', id)),
  ),
  operation('GET /v1/payment_methods', `${pages} customer type`, (world, form) => {
    const those = [...world.books.methods.values()].filter((one) => one.customer === text(form, 'customer'))
    return page('/v1/payment_methods', form, those, showMethod)
  }),
  operation('GET /v1/payment_methods/:id', '', (world, _, id) => showMethod(findMethod(world, id))),
  operation('POST /v1/payment_methods/:id/detach', '', (world, _, id) => {
    const method = findMethod(world, id)
    detachMethod(method)
    return showMethod(method)
  }),
  operation(
    'POST /v1/confirmation_tokens',
    'payment_method_data return_url setup_future_usage client_context',
    (world, form) => showToken(tokenOfCard(world, form)),
    'publishable',
  ),
  operation(
    'POST /v1/test_helpers/confirmation_tokens',
    'payment_method return_url setup_future_usage',
    (world, form) => showToken(tokenOfMethod(world, form)),
  ),
  operation('GET /v1/confirmation_tokens/:id', '', (world, _, id) =>
    showToken(found(world.books.tokens, 'confirmation_token', id)),
  ),
]

/** Every call that this server speaks. */
export const operations: readonly Operation[] = [
  ...intentOperations(
    'payment_intent',
    'amount currency customer capture_method allowed_payment_method_types setup_future_usage metadata',
    'confirmation_token payment_method off_session return_url',
  ),
  operation('POST /v1/payment_intents/:id/capture', 'amount_to_capture', (world, form, id) => {
    const intent = findIntent(world, 'payment_intent', id)
    captureIntent(world, intent, form)
    return shown(world, intent, list(form, 'expand'))
  }),
  ...intentOperations(
    'setup_intent',
    'customer allowed_payment_method_types usage metadata',
    'confirmation_token payment_method return_url',
  ),
  ...refundOperations,
  ...customerOperations,
]

/** Stripe wants a domain with a dot in it. */
function checkEmail(email: string | undefined): void {
  if (email !== undefined && !/@[^@]+\.[^@]+$/.test(email))
    throw invalid(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'email' })
}

export function checkParams({ params }: Operation, form: Form): void {
  const known = params.split(' ')
  const unknown = Object.keys(form).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw invalid(`Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown })
}

function found<Kept>(books: ReadonlyMap<string, Kept>, kind: string, id: string): Kept {
  const kept = books.get(id)
  if (kept === undefined) throw missing(kind, id, 'id')
  return kept
}

/** Newest first, as Stripe lists. */
function page<Kept extends { readonly id: string; readonly created: number }>(
  url: string,
  form: Form,
  those: readonly Kept[],
  show: (kept: Kept) => Shown,
): Shown {
  const created = inner(form, 'created')
  const from = Number(text(created, 'gte') ?? 0)
  const until = Number(text(created, 'lt') ?? Number.POSITIVE_INFINITY)
  const all = those.filter((one) => one.created >= from && one.created < until).reverse()
  const after = text(form, 'starting_after')
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  const limit = Number(text(form, 'limit') ?? 10)
  const data = all.slice(start, start + limit).map(show)
  return { object: 'list', url, has_more: start + limit < all.length, data }
}

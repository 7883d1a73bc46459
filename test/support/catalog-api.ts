import { beforeAll } from 'vitest'
import type { Scope } from '../../src/domain/caller.ts'
import type { TestApp } from './app.ts'
import { bearer } from './tokens.ts'

/** The body of a plain monthly offer; `attributes` overwrites its attributes, `data` the rest of its data. */
export function plainOffer(
  attributes: Readonly<Record<string, unknown>> = {},
  data: Readonly<Record<string, unknown>> = {},
) {
  return {
    name: 'A plain offer',
    record_type: 'offer',
    data: {
      ...data,
      attributes: {
        display_name__limio: 'Plain',
        price__limio: [monthly()],
        payment_types__limio: ['card', 'invoice'],
        ...attributes,
      },
    },
  }
}

/** An entry of `price__limio`. */
export function monthly(more: Readonly<Record<string, unknown>> = {}) {
  return {
    name: 'monthly',
    label: 'Monthly',
    value: '9.99',
    currencyCode: 'GBP',
    type: 'recurring',
    trigger: 'order_date',
    repeat_interval: 1,
    repeat_interval_type: 'months',
    ...more,
  }
}

/** Calls the catalogue's routes with a token of these scopes; answers status and body. */
export function useCatalogApi(
  app: () => TestApp,
  scopes: readonly Scope[] = ['catalog:read', 'catalog:write'],
) {
  let headers = {}
  beforeAll(async () => {
    headers = await bearer(app(), scopes)
  })
  const call = async (method: 'PUT' | 'POST' | 'GET', url: string, payload?: object) => {
    const answer = await app().http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    put: (path: string, item: object) =>
      call('PUT', `/api/admin/catalog${path.split('/').map(encodeURIComponent).join('/')}`, item),
    publish: (...paths: string[]) => call('POST', '/api/admin/catalog/publish', { paths }),
    withdraw: (...items: object[]) => call('POST', '/api/admin/catalog/withdraw', { items }),
    offers: (query: Readonly<Record<string, string>> = {}) =>
      call('GET', `/api/offers/v2?${new URLSearchParams(query)}`),
    call,
  }
}

import type { InitiateAnswer } from '../../src/contract/checkout.ts'
import type { TestApp } from './app.ts'
import { exchange, fromPage } from './links.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  // Bodies come in many shapes; each test says what it expects of its own.
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts
  readonly body: any
}

/** A customer who has opened a link: every call carries the cookie that the exchange gave. */
export interface Buyer {
  readonly checkoutId: string
  readonly order: (body?: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly preview: (body?: object) => Promise<Answer>
  readonly receipt: () => Promise<Answer>
  /** Is back from the bank. */
  readonly resume: () => Promise<Answer>
  /** What the browser sends along. */
  readonly cookie: string
}

export const ada = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' }
export const card = (token: string) => ({ type: 'sandbox', sandbox: { token } })

/** Opens the link as its page does. */
export async function openAsBuyer(app: TestApp, link: InitiateAnswer): Promise<Buyer> {
  const { cookie } = await exchange(app, link)
  const call = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers = {},
  ): Promise<Answer> => {
    const answer = await app.http.inject({
      method,
      url,
      headers: { ...fromPage, cookie, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? undefined : answer.json(),
    }
  }
  const order = { order_type: 'new', checkoutId: link.id, country: 'GB', customerDetails: ada }
  return {
    checkoutId: link.id,
    order: (body = {}, headers = {}) =>
      call('POST', '/api/order', { ...order, payment: card('tok_ok'), ...body }, headers),
    preview: (body = {}) => call('POST', '/api/order/preview', { ...order, ...body }),
    receipt: () => call('GET', `/api/checkout/order?checkoutId=${link.id}`),
    resume: () => call('POST', '/api/checkout/resume', { checkoutId: link.id }),
    cookie,
  }
}

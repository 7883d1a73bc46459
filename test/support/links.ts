import type { InitiateAnswer } from '../../src/contract/checkout.ts'
import type { TestApp } from './app.ts'
import { offerNamed, publishSampleCatalog } from './catalog.ts'
import { bearer } from './tokens.ts'

/** What makes a link: one seat-based offer of the sample catalogue, and whatever the test adds. */
export interface LinkRequest {
  readonly order?: Readonly<Record<string, unknown>>
  readonly beside?: Readonly<Record<string, unknown>>
}

export const sampleOffer = '/offers2/Digital Monthly'

/** The browser's own headers on a call of our page. */
export const fromPage = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }

/** Publishes the sample catalogue and answers a way to ask for links as one API client. */
export async function linkMaker(app: TestApp) {
  await publishSampleCatalog(app)
  const offer = await offerNamed(app, sampleOffer)
  const authorization = await bearer(app, ['checkout:write'])
  const ask = ({ order = {}, beside = {} }: LinkRequest = {}) =>
    app.http.inject({
      method: 'POST',
      url: '/api/admin/checkout/initiate',
      headers: authorization,
      payload: {
        order: {
          orderItems: [{ offer: { id: offer.id, version: offer.version } }],
          source: 'shop',
          order_type: 'new',
          tracking: {},
          ...order,
        },
        ...beside,
      },
    })
  const make = async (request: LinkRequest = {}): Promise<InitiateAnswer> => {
    const answer = await ask(request)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  return { ask, make, offer, authorization }
}

/** The token at the end of a checkout link. */
export function tokenOf(link: Pick<InitiateAnswer, 'assistedCheckoutLink'>): string {
  return link.assistedCheckoutLink.split('/').at(-1) ?? ''
}

/** Trades a link as its page does; answers the response and the cookie to send from then on. */
export async function exchange(app: TestApp, link: Pick<InitiateAnswer, 'assistedCheckoutLink'>) {
  const answer = await app.http.inject({
    method: 'POST',
    url: '/api/checkout/exchange',
    headers: fromPage,
    payload: { token: tokenOf(link) },
  })
  return { answer, cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
}

/** Moves the business clock of this app, for good. */
export async function letDaysPass(app: TestApp, days: number): Promise<void> {
  const later = Date.parse(app.services.clock.now()) + days * 24 * 60 * 60 * 1000
  await app.services.moveClock(new Date(later).toISOString())
}

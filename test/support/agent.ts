import type { Scope } from '../../src/domain/caller.ts'
import type { TestApp } from './app.ts'
import type { Answer } from './buyer.ts'
import { offerNamed, publishSampleCatalog } from './catalog.ts'
import { bearer } from './tokens.ts'

export interface Agent {
  readonly submit: (body: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly preview: (body: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  /** The body of a `new` order for one unit of the offer at this path, by invoice, in GB, run at once. */
  readonly orderOf: (path: string, more?: object) => Promise<Record<string, unknown>>
}

/** An API client that previews and submits orders against the sample catalogue. */
export async function orderAgent(app: TestApp, more: readonly Scope[] = []): Promise<Agent> {
  await publishSampleCatalog(app)
  const authorization = await bearer(app, ['orders:write', 'orders:preview', ...more])
  const post = async (url: string, payload: object, headers = {}): Promise<Answer> => {
    const answer = await app.http.inject({
      method: 'POST',
      url,
      headers: { ...authorization, ...headers },
      payload,
    })
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? undefined : answer.json(),
    }
  }
  return {
    submit: (body, headers) => post('/api/admin/order', body, headers),
    preview: (body, headers) => post('/api/order/preview', body, headers),
    orderOf: async (path, more = {}) => {
      const { id, version } = await offerNamed(app, path)
      return {
        order_type: 'new',
        process_immediately: true,
        orderItems: [{ offer: { id, version } }],
        customerDetails: { firstName: 'Ada', email: 'ada@example.com' },
        payment: { type: 'invoice' },
        country: 'GB',
        ...more,
      }
    },
  }
}

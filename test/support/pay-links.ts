import { payLinkOf } from '../../src/billing/pay-link.ts'
import type { Agent } from './agent.ts'
import type { TestApp } from './app.ts'
import type { Answer } from './buyer.ts'
import { fromPage } from './links.ts'

/** Whoever holds a payment link, in a browser of their own. */
export interface LinkHolder {
  readonly token: string
  readonly page: (more?: string) => Promise<Answer & { readonly text: string }>
  readonly pay: (payment?: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly resume: () => Promise<Answer>
  /** Where a bank sends this browser back to: its own page, or undefined for a page that thanks. */
  readonly backFromBank: (orderId: string) => Promise<string | undefined>
}

/** Opens the link as its page does. */
export function holderOf(app: TestApp, token: string): LinkHolder {
  let cookie = ''
  const post = async (url: string, payload: object, headers = {}): Promise<Answer> => {
    const answer = await app.http.inject({
      method: 'POST',
      url,
      headers: { ...fromPage, ...headers },
      payload,
    })
    const [set] = [answer.headers['set-cookie']].flat()
    cookie = set?.split(';')[0] ?? cookie
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  return {
    token,
    page: async (more = '') => {
      const answer = await app.http.inject({
        url: `/pay/${token}${more}`,
        headers: { 'accept-language': 'en-GB' },
      })
      return { status: answer.statusCode, headers: answer.headers, body: undefined, text: answer.body }
    },
    pay: (payment, headers) => post('/api/pay', { token, ...(payment && { payment }) }, headers),
    resume: () => post('/api/pay/resume', { token }),
    backFromBank: async (orderId) => {
      const answer = await app.http.inject({ url: `/payment/return/${orderId}`, headers: { cookie } })
      return answer.statusCode === 303 ? String(answer.headers.location) : undefined
    },
  }
}

/** The payment link in a mail, as its token. */
export function tokenIn({ text_body }: { readonly text_body: string }): string {
  const token = /^http:\S+\/pay\/(\S+)$/m.exec(text_body)?.[1]
  if (token === undefined) throw new Error(`the mail has no payment link: ${text_body}`)
  return token
}

/** An invoice of £9.99 that was to be paid by itself, and whoever holds a link to it. */
export async function owedByInvoice(app: TestApp, agent: Agent) {
  const order = await agent.submit(await agent.orderOf('/offers2/Digital Monthly'))
  const { rows } = await app.pool.query('select id from invoices where order_id = $1', [order.body.id])
  const invoiceId: string = rows[0].id
  const subscriptionId: string = order.body.subscriptions[0].id
  return { invoiceId, subscriptionId, holder: holderOf(app, payLinkOf(app.services, invoiceId).token) }
}

import { randomUUID } from 'node:crypto'
import { createClient } from '../../src/access/clients.ts'
import { signClientToken } from '../../src/access/tokens.ts'
import type { Scope } from '../../src/domain/caller.ts'
import { isRefused } from '../../src/domain/refusal.ts'
import type { TestApp } from '../support/app.ts'
import { type Answer, card, openAsBuyer } from '../support/buyer.ts'
import { offerNamed, type PublishedOffer } from '../support/catalog.ts'
import { linkMaker } from '../support/links.ts'
import type { CallerWords, Orders } from './process.ts'
import type { Round } from './rounds.ts'

/** A month and a day before the next period of a subscription from this day begins, on the day of the rounds. */
const backDated = '2027-02-15'

/** An order about to be sent by a process that will die, and how to send it again. */
export interface Prepared {
  readonly round: Round
  readonly basketId: string
  readonly email: string
  readonly submit: NonNullable<Orders['submit']>
  /** Sends the same order again, with this card. */
  readonly again: (token: string) => Promise<Answer>
}

interface Shop {
  readonly app: TestApp
  readonly links: Awaited<ReturnType<typeof linkMaker>>
  readonly monthly: PublishedOffer
  readonly trial: PublishedOffer
  readonly clientId: string
  readonly authorization: string
}

/** Publishes the sample catalogue and answers a way to prepare rounds. */
export async function preparer(app: TestApp): Promise<(round: Round, index: number) => Promise<Prepared>> {
  const links = await linkMaker(app)
  const scopes: readonly Scope[] = ['orders:write']
  const client = await createClient(app.services, { name: 'Killed', scopes })
  if (isRefused(client)) throw new Error(client.detail)
  const token = await signClientToken(app.services, { clientId: client.id, scopes })
  const shop: Shop = {
    app,
    links,
    monthly: await offerNamed(app, '/offers2/Digital Monthly'),
    trial: await offerNamed(app, '/offers2/Digital Trial'),
    clientId: client.id,
    authorization: `Bearer ${token}`,
  }
  return (round, index) => {
    const email = `round-${index}@example.com`
    return round.by === 'customer' ? byCustomer(shop, round, email) : byClient(shop, round, email)
  }
}

const person = (email: string) => ({ firstName: 'Ada', lastName: 'Byron', email })

async function byCustomer({ app, links, monthly }: Shop, round: Round, email: string): Promise<Prepared> {
  const item = { offer: { id: monthly.id, version: monthly.version }, quantity: round.quantity }
  const link = await links.make({ order: { orderItems: [item] } })
  const buyer = await openAsBuyer(app, link)
  const caller: CallerWords = {
    kind: 'customer',
    ownerId: link.owner,
    linkId: link.linkId,
    basketId: link.id,
  }
  const body = (token: string) => ({
    order_type: 'new',
    checkoutId: link.id,
    country: 'GB',
    customerDetails: person(email),
    payment: paymentIn(round, token),
  })
  return {
    round,
    email,
    basketId: link.id,
    submit: { caller, body: body(round.scenario === 'declined' ? 'tok_declined' : 'tok_ok') },
    again: (token) => buyer.order(body(token)),
  }
}

function paymentIn({ scenario }: Round, token: string) {
  return scenario === 'invoice' || scenario === 'at once' ? { type: 'invoice' } : card(token)
}

async function byClient(shop: Shop, round: Round, email: string): Promise<Prepared> {
  const { app, authorization, clientId, monthly, trial } = shop
  const isTrial = round.scenario === 'trial'
  const { id, version } = isTrial ? trial : monthly
  const basketId = `basket-${randomUUID()}`
  const body = (token: string) => ({
    order_type: 'new',
    checkoutId: basketId,
    orderItems: [{ id: 'item-1', offer: { id, version }, quantity: isTrial ? 1 : round.quantity }],
    ...(round.scenario === 'moved' ? { orderDate: backDated } : {}),
    country: 'GB',
    customerDetails: person(email),
    payment: paymentIn(round, token),
    process_immediately: !round.queued,
  })
  return {
    round,
    email,
    basketId,
    submit: { caller: { kind: 'client', clientId }, body: body('tok_ok') },
    again: async (token) => {
      const answer = await app.http.inject({
        method: 'POST',
        url: '/api/admin/order',
        headers: { authorization },
        payload: { ...body(token), process_immediately: true },
      })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
  }
}

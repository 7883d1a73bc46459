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
import { meetsItsBank, type Round } from './rounds.ts'

/** A month and a day before the next period of a subscription from this day begins, on the day of the rounds. */
const backDated = '2027-02-15'

/** The day of the rounds. */
const today = '2027-03-14'

/** An order about to be sent by a process that will die, and how to send it again. */
export interface Prepared {
  readonly round: Round
  /** Its basket; for an order on a subscription its external id. */
  readonly basketId: string
  readonly named: Orders['named']
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
  readonly annual: PublishedOffer
  readonly clientId: string
  readonly authorization: string
}

/** Publishes the sample catalogue and answers a way to prepare rounds. */
export async function preparer(app: TestApp): Promise<(round: Round, index: number) => Promise<Prepared>> {
  const links = await linkMaker(app)
  const scopes: readonly Scope[] = ['orders:write', 'order:update_refund']
  const client = await createClient(app.services, { name: 'Killed', scopes })
  if (isRefused(client)) throw new Error(client.detail)
  const token = await signClientToken(app.services, { clientId: client.id, scopes })
  const shop: Shop = {
    app,
    links,
    monthly: await offerNamed(app, '/offers2/Digital Monthly'),
    trial: await offerNamed(app, '/offers2/Digital Trial'),
    annual: await offerNamed(app, '/offers2/Digital Annual'),
    clientId: client.id,
    authorization: `Bearer ${token}`,
  }
  return (round, index) => {
    const email = `round-${index}@example.com`
    if (round.scenario === 'changed' || round.scenario === 'refunded')
      return onSubscription(shop, round, email)
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
    named: undefined,
    submit: { caller, body: body(cardOf(round)) },
    again: (token) => buyer.order(body(token)),
  }
}

function cardOf({ scenario }: Round): string {
  if (meetsItsBank.includes(scenario)) return 'tok_3ds'
  return scenario === 'declined' ? 'tok_declined' : 'tok_ok'
}

function paymentIn({ scenario }: Round, token: string) {
  return scenario === 'invoice' || scenario === 'at once' ? { type: 'invoice' } : card(token)
}

async function byClient(shop: Shop, round: Round, email: string): Promise<Prepared> {
  const { clientId, monthly, trial } = shop
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
    named: undefined,
    submit: { caller: { kind: 'client', clientId }, body: body('tok_ok') },
    again: (token) => send(shop, { ...body(token), process_immediately: true }),
  }
}

async function send({ app, authorization }: Shop, payload: object): Promise<Answer> {
  const answer = await app.http.inject({
    method: 'POST',
    url: '/api/admin/order',
    headers: { authorization },
    payload,
  })
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
}

/** An order on a subscription that was bought by card before: to the yearly offer, or ended with a refund. */
async function onSubscription(shop: Shop, round: Round, email: string): Promise<Prepared> {
  const { clientId, monthly, annual } = shop
  const bought = await send(shop, {
    order_type: 'new',
    orderItems: [
      {
        offer: { id: monthly.id, version: monthly.version },
        quantity: round.scenario === 'changed' ? 1 : round.quantity,
      },
    ],
    country: 'GB',
    customerDetails: person(`before-${email}`),
    payment: card('tok_ok'),
    process_immediately: true,
  })
  const externalId = `${round.scenario}-${randomUUID()}`
  const wanted =
    round.scenario === 'changed'
      ? { order_type: 'change_offer', offer: { id: annual.id, version: annual.version } }
      : { order_type: 'cancel_subscription', cancelDate: today, settle: 'refund' }
  const body = {
    ...wanted,
    external_id: externalId,
    forSubscription: { id: bought.body.subscriptions[0].id },
    process_immediately: !round.queued,
  }
  return {
    round,
    email,
    basketId: externalId,
    named: { clientId, orderType: wanted.order_type },
    submit: { caller: { kind: 'client', clientId }, body },
    again: () => send(shop, { ...body, process_immediately: true }),
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { resumeOrder } from '../../src/orders/resume-payment.ts'
import { GatewayUnavailable } from '../../src/ports/payment-gateway.ts'
import type { TestApp } from '../support/app.ts'
import type { Bank } from '../support/bank.ts'
import { type Answer, type Buyer, card, openAsBuyer } from '../support/buyer.ts'
import type { linkMaker } from '../support/links.ts'
import { runQueued } from '../support/orders.ts'
import { type Act, tabsOf } from './tabs.ts'

export interface Stage {
  /** Two processes on one database and one gateway. */
  readonly shops: readonly [TestApp, TestApp]
  readonly bank: Bank
  readonly links: Awaited<ReturnType<typeof linkMaker>>
  /** What went wrong on our side, which nothing may. */
  readonly failures: readonly unknown[]
}

export interface Aftermath {
  readonly checkoutId: string
  readonly answers: readonly Answer[]
  readonly buyers: readonly Buyer[]
}

const browsers = 6
const impatienceMs = 3

/** Lets so many tabs fall upon one basket, then puts an end to it: whoever has not paid does. */
export async function attack(stage: Stage, seed: number, tabs: number): Promise<Aftermath> {
  const { shops, links } = stage
  const link = await links.make()
  const buyers = await Promise.all(
    Array.from({ length: browsers }, (_, n) => openAsBuyer(n % 2 === 0 ? shops[0] : shops[1], link)),
  )
  const answers: Answer[] = []
  await Promise.all(
    tabsOf(seed, tabs).map(async (acts, n) => {
      const buyer = buyers[n % browsers]
      if (buyer === undefined) throw new Error('there is a browser for each tab')
      for (const { after, act } of acts) {
        await pause(after)
        answers.push(...(await perform(stage, buyer, act)))
      }
    }),
  )
  await shops[0].pool.query('delete from sandbox_gateway.faults')
  await pay(stage, link.id, buyers)
  return { checkoutId: link.id, answers, buyers }
}

/** In the end somebody has a good card and patience. */
async function pay({ shops }: Stage, checkoutId: string, [buyer]: readonly Buyer[]): Promise<void> {
  await expect
    .poll(async () => {
      for (const { id, status } of await ordersOf(shops[0], checkoutId))
        if (status === 'processing') await runQueued(shops[0], id).catch(knownOutage)
      return (await buyer?.order({ payment: card('tok_ok') }))?.body.status
    })
    .toBe('complete')
}

export async function ordersOf(
  { pool }: TestApp,
  checkoutId: string,
): Promise<readonly { id: string; status: string }[]> {
  return (await pool.query('select id, status from orders where checkout_id = $1', [checkoutId])).rows
}

function perform(stage: Stage, buyer: Buyer, act: Act): Promise<readonly Answer[]> {
  switch (act.act) {
    case 'pay': {
      const key = randomUUID()
      return Promise.all(
        Array.from({ length: act.clicks }, () => press(buyer, act.card, act.oneKey ? key : randomUUID())),
      )
    }
    case 'pay impatiently':
      return pressTwice(buyer, act.card)
    case 'bank':
      return visitBank(stage, buyer, act)
    case 'return':
      return buyer.resume().then((answer) => [answer])
    case 'notices':
      return notify(stage, buyer.checkoutId, act.times)
    case 'lose':
      return lose(stage, act)
  }
}

function press(buyer: Buyer, token: string, key: string): Promise<Answer> {
  return buyer.order({ payment: card(token) }, { 'idempotency-key': key })
}

async function pressTwice(buyer: Buyer, token: string): Promise<readonly Answer[]> {
  const key = randomUUID()
  const first = press(buyer, token, key)
  await Promise.race([first, pause(impatienceMs)])
  return [await press(buyer, token, key), await first]
}

async function visitBank(
  { bank }: Stage,
  buyer: Buyer,
  { says, comesBack }: Extract<Act, { act: 'bank' }>,
): Promise<readonly Answer[]> {
  const seen = await buyer.resume()
  const url = seen.body?.nextAction?.url
  if (url !== undefined) (says === 'yes' ? bank.approve : bank.refuse)(url)
  return comesBack ? [seen, await buyer.resume()] : [seen]
}

async function notify({ shops }: Stage, checkoutId: string, times: number): Promise<readonly Answer[]> {
  const orders = await ordersOf(shops[0], checkoutId)
  const told = orders.flatMap(({ id }) =>
    Array.from({ length: times }, (_, n) => resumeOrder(shops[n % 2 === 0 ? 0 : 1].services, id, {})),
  )
  await Promise.all(told.map((work) => work.catch(knownOutage)))
  return []
}

async function lose({ shops }: Stage, { call, answers }: Extract<Act, { act: 'lose' }>) {
  await shops[0].services.gatewayFaults?.set({ call, loseAnswers: answers, delayMs: 5 })
  return []
}

function knownOutage(error: unknown): void {
  expect(error).toBeInstanceOf(GatewayUnavailable)
}

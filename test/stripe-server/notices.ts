import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { newId, nowSeconds } from './books.ts'
import type { Shown } from './show.ts'

export interface Notice {
  readonly id: string
  readonly type: string
  readonly body: string
}

/** How what Stripe tells by itself arrives. */
export interface Delivery {
  readonly copies: number
  readonly delayMs: number
  /** Which of the waiting ones goes next; in order unless told otherwise. */
  readonly pick: (waiting: number) => number
}

const inOrder: Delivery = { copies: 1, delayMs: 0, pick: () => 0 }

/** Signed as Stripe signs: `t=…,v1=…` over the time and the body. */
export function signatureOf(body: string, secret: string, at = nowSeconds()): string {
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return `t=${at},v1=${signature}`
}

/** Keeps every event, and posts it to whoever subscribed. */
export class Notices {
  readonly all: Notice[] = []
  delivery: Delivery = inOrder
  private readonly apiVersion: string
  private subscriber: { readonly url: string; readonly secret: string } | undefined
  private readonly waiting: Notice[] = []
  private working: Promise<void> | undefined

  constructor(apiVersion: string) {
    this.apiVersion = apiVersion
  }

  subscribe(url: string, secret: string): void {
    this.subscriber = { url, secret }
  }

  add(type: string, object: Shown): void {
    const id = newId('evt')
    const event = {
      id,
      object: 'event',
      api_version: this.apiVersion,
      created: nowSeconds(),
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
      data: { object },
    }
    const notice = { id, type, body: JSON.stringify(event) }
    this.all.push(notice)
    if (this.subscriber === undefined) return
    for (let copy = 0; copy < this.delivery.copies; copy += 1) this.waiting.push(notice)
    this.working ??= this.work().finally(() => {
      this.working = undefined
    })
  }

  /** Resolves when everything that happened so far was delivered, or refused three times. */
  async settled(): Promise<void> {
    while (this.working !== undefined) await this.working
  }

  private async work(): Promise<void> {
    // What one call causes waits together, so that there is something to put in another order.
    await pause(this.delivery.delayMs)
    while (this.waiting.length > 0) {
      const [notice] = this.waiting.splice(this.delivery.pick(this.waiting.length), 1)
      if (notice !== undefined) await this.deliver(notice)
    }
  }

  private async deliver({ body }: Notice): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
      const { url, secret } = this.subscriber ?? { url: '', secret: '' }
      const headers = { 'content-type': 'application/json', 'stripe-signature': signatureOf(body, secret) }
      const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
      if (answer?.ok) return
    }
  }
}

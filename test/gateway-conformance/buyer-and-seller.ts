import { askGateway } from '../../src/payments/ask-gateway.ts'
import { withTimeLimit } from '../../src/payments/time-limit.ts'
import {
  type AuthoriseRequest,
  type GatewayPayment,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentGateway,
} from '../../src/ports/payment-gateway.ts'
import { requestOf } from './asked.ts'
import type { Deed, Step, Story } from './deeds.ts'
import type { Challenge, FaultyCall, GatewayUnderTest } from './gateway-under-test.ts'

/** Shorter than a late answer, by far. */
const limitMs = 10
const lateMs = 40

/** What was answered to us, and so has to be true for ever. */
export interface Told {
  readonly request: AuthoriseRequest
  readonly references: Set<string>
  challenge: Challenge | undefined
  captured: boolean
  voided: boolean
  declined: boolean
  askedToCapture: boolean
  /** By key: what was asked to go back, and whether we were told that it did. */
  readonly refunds: Map<string, { readonly amount: number; done: boolean }>
}

/** Lives one story with the gateway as our own code would: what is lost is looked up, and asked again under the same key. */
export async function live(under: GatewayUnderTest, story: Story): Promise<Told> {
  const { amount, currency, behaviour } = story
  const source = { kind: 'token', token: await under.token(behaviour) } as const
  const told: Told = {
    request: requestOf(source, { amount, currency }),
    references: new Set(),
    challenge: undefined,
    captured: false,
    voided: false,
    declined: false,
    askedToCapture: false,
    refunds: new Map(),
  }
  const { gateway, ended } = untilEnded(under.gateway)
  for (const step of story.steps) {
    await arrange(under, step)
    const party = {
      under,
      gateway: step.late === undefined ? gateway : impatient(gateway, step.late),
      told,
    }
    await Promise.all(Array.from({ length: step.by }, () => perform(party, step.deed)))
    await under.faults.none()
  }
  await ended()
  return told
}

/** Waits for answers to this call no longer than the limit, however fast the gateway is otherwise. */
function impatient(gateway: PaymentGateway, call: FaultyCall): PaymentGateway {
  const limited = withTimeLimit(gateway, limitMs)
  if (call !== 'lookup') return { ...gateway, [call]: limited[call] }
  return { ...gateway, lookup: limited.lookup, lookupRefund: limited.lookupRefund }
}

/** Knows which calls still run at the gateway although nobody waits for them any more. */
function untilEnded(gateway: PaymentGateway) {
  const running: Promise<unknown>[] = []
  const noted =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    (...args: Args) => {
      const answer = call(...args)
      running.push(answer)
      return answer
    }
  return {
    gateway: {
      ...gateway,
      authorise: noted(gateway.authorise),
      capture: noted(gateway.capture),
      void: noted(gateway.void),
      refund: noted(gateway.refund),
    },
    ended: () => Promise.allSettled(running),
  }
}

async function arrange({ faults }: GatewayUnderTest, { lost, late }: Step): Promise<void> {
  for (const { call, times } of lost) await faults.loseAnswers(call, times)
  if (late !== undefined) await faults.delay(late, lateMs)
}

interface Party {
  readonly under: GatewayUnderTest
  readonly gateway: PaymentGateway
  readonly told: Told
}

/** What is refused or stays unknown is no mistake; what is answered is noted. */
async function perform(party: Party, deed: Deed): Promise<void> {
  try {
    await act(party, deed)
  } catch (error) {
    if (!(error instanceof GatewayUnavailable || error instanceof GatewayRefused)) throw error
  }
}

async function act(party: Party, deed: Deed): Promise<void> {
  const { gateway, told } = party
  switch (deed.do) {
    case 'authorise':
      return note(told, await authorise(party))
    case 'look up':
      return note(told, await gateway.lookup(told.request.key))
    case 'capture':
      return capture(party)
    case 'void':
      return letGo(party)
    case 'capture and void at once':
      await Promise.all([perform(party, { do: 'capture' }), perform(party, { do: 'void' })])
      return
    case 'refund':
      return refund(party, deed)
    default:
      return visitBank(party, deed.do)
  }
}

function authorise({ gateway, told: { request } }: Party): Promise<GatewayPayment> {
  return askGateway(gateway, request.key, { call: () => gateway.authorise(request), isDone: () => true })
}

async function capture({ gateway, told }: Party): Promise<void> {
  const { key, amount } = told.request
  for (const reference of told.references) {
    told.askedToCapture = true
    const call = () => gateway.capture({ key, reference, amount })
    note(told, await askGateway(gateway, key, { call, isDone: ({ state }) => state === 'captured' }))
  }
}

async function letGo({ gateway, told }: Party): Promise<void> {
  const { key } = told.request
  const isDone = ({ state }: GatewayPayment) => state === 'voided' || state === 'declined'
  for (const reference of told.references)
    note(told, await askGateway(gateway, key, { call: () => gateway.void({ key, reference }), isDone }))
}

async function refund(
  { gateway, told }: Party,
  { n, hundredths }: { n: number; hundredths: number },
): Promise<void> {
  const key = `refund-${told.request.key}-${n}`
  // The same key always asks for the same.
  const asked = told.refunds.get(key) ?? { amount: (told.request.amount / 100) * hundredths, done: false }
  for (const reference of told.references) {
    told.refunds.set(key, asked)
    const done = await gateway.refund({ key, reference, amount: asked.amount })
    asked.done ||= done.state === 'refunded'
  }
}

/** The buyer has the address of the page in some tab, whatever became of the payment since. */
async function visitBank({ under, told: { challenge } }: Party, deed: 'pass' | 'fail'): Promise<void> {
  if (challenge === undefined) return
  await (deed === 'pass' ? under.passChallenge(challenge) : under.failChallenge(challenge))
}

function note(told: Told, payment: GatewayPayment | undefined): void {
  if (payment === undefined) return
  told.references.add(payment.reference)
  if (payment.state === 'challenged') told.challenge = payment
  if (payment.state === 'captured') told.captured = true
  if (payment.state === 'voided') told.voided = true
  if (payment.state === 'declined') told.declined = true
}

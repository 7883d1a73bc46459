import { z } from 'zod'
import { toDecimal } from '../../domain/money.ts'
import { NoticeRejected } from '../../ports/gateway-notice.ts'
import {
  type AuthoriseRequest,
  type GatewayPayment,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentGateway,
} from '../../ports/payment-gateway.ts'
import { askCallout, type CalloutTarget } from './ask.ts'

/** What a system may answer when it is asked to confirm a payment. */
const confirmation = z.discriminatedUnion('confirmed', [
  z.object({ confirmed: z.literal(true) }),
  z.object({
    confirmed: z.literal(false),
    code: z
      .string()
      .regex(/^[a-z0-9_]{1,60}$/)
      .catch('not_confirmed'),
    retryable: z.boolean().catch(false),
  }),
])

/**
 * Another system that takes money and is asked whether it did, or will: authorising is its confirmation, and nothing is left to be
 * captured. `target` answers where it is asked as that stands now; absent: it is not asked any more, and confirms nothing.
 */
export function calloutGateway(name: string, target: () => CalloutTarget | undefined): PaymentGateway {
  const no = () => Promise.reject(new GatewayRefused(`${name} takes its money itself`))
  return {
    name,
    element: { kind: 'none', url: '', origins: { script: [], frame: [], connect: [] } },
    authorise: (request) => confirm(name, target(), request),
    capture: ({ reference, amount }) => Promise.resolve(taken('captured', reference, amount)),
    void: async ({ key, reference }) => {
      const asked = target()
      const question = { action: 'release', order: orderOf(key), gateway: name, reference }
      if (asked !== undefined) await askCallout(asked, `${key}:release`, question)
      return taken('voided', reference, 0)
    },
    refund: no,
    lookupRefund: () => Promise.resolve(undefined),
    // It is asked again instead, under the same key.
    lookup: () => Promise.resolve(undefined),
    deleteMethod: () => Promise.resolve(),
    readNotice: () => Promise.reject(new NoticeRejected(`${name} sends no notices`)),
    movements: async function* () {},
  }
}

async function confirm(
  name: string,
  target: CalloutTarget | undefined,
  { key, amount, currency, source }: AuthoriseRequest,
): Promise<GatewayPayment> {
  if (target === undefined) throw new GatewayRefused(`${name} is not asked any more`)
  const reference = source.kind === 'token' ? source.token : source.reference
  const answer = confirmation.safeParse(
    await askCallout(target, key, {
      action: 'confirm',
      order: orderOf(key),
      gateway: name,
      reference,
      amount: toDecimal(amount, currency),
      currency,
    }),
  )
  if (!answer.success) throw new GatewayUnavailable(`${name} answered something else than it should`)
  if (answer.data.confirmed) return taken('authorised', reference, amount)
  const { code: declineCode, retryable } = answer.data
  return { state: 'declined', reference, declineCode, retryable }
}

function taken(
  state: 'authorised' | 'captured' | 'voided',
  reference: string,
  amount: number,
): GatewayPayment {
  return { state, reference, amount, methodReference: reference, card: undefined }
}

/** Keys of attempts begin with their order. */
function orderOf(key: string): string {
  return key.split(':')[0] ?? ''
}

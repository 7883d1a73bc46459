import { type Refusal, refuseAt } from '../../domain/refusal.ts'

/** Credits and refunds are part of the contract, and come with the order type that makes them. */
export function refuseSettlement({ settle }: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (settle !== 'credit' && settle !== 'refund') return undefined
  return refuseAt(
    'not_supported',
    '/settle',
    `Settling by ${settle} cannot be used in this version; use none.`,
  )
}

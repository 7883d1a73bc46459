import { unsupportedFields } from '../../contract/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'

type Body = Readonly<Record<string, unknown>>

/** Fields and values of the contract that this version cannot carry out; without this they would read as mistakes. */
export function refuseUnsupported(body: Body): Refusal | undefined {
  const field = unsupportedFields.find(
    (name) => body[name] !== undefined && body[name] !== null && !isOfGift(name, body),
  )
  return field === undefined ? undefined : later(`/${field}`, `The field ${field}`)
}

/** Gifts say that they do not renew. */
function isOfGift(name: string, body: Body): boolean {
  return name === 'autoRenew' && body.autoRenew === false && body.isGift === true
}

function later(pointer: string, what: string): Refusal {
  return refuseAt('not_supported', pointer, `${what} cannot be used in this version.`)
}

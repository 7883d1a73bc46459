import type { z } from 'zod'
import type { customerDetails } from '../contract/parts.ts'
import type { CustomerDetails } from '../domain/party.ts'

/** What is known of the buyer as it came in, with the keys that we have no word for. */
export function fromCustomer({ other, ...known }: CustomerDetails): z.output<typeof customerDetails> {
  return { ...other, ...known }
}

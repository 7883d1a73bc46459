import { type Refusal, refuseAt } from '../domain/refusal.ts'
import { canonicalSalesforceId } from '../domain/salesforce-id.ts'

/** What tracking says about the CRM: the account in its 18-character form, when there is one. */
export interface CrmIds {
  readonly accountId: string | undefined
}

/**
 * Reads `accountId` and `contactId` of a caller's tracking object, which itself stays as it is. Refuses with
 * `invalid_salesforce_id` when one of them is there and is not what it says; `pointer` is where tracking stands in the request.
 */
export function readCrmIds(tracking: Readonly<Record<string, unknown>>, pointer: string): CrmIds | Refusal {
  const accountId = read('account', tracking.accountId)
  if (accountId === 'invalid') return refuseId(`${pointer}/accountId`, 'Account', '001')
  if (read('contact', tracking.contactId) === 'invalid')
    return refuseId(`${pointer}/contactId`, 'Contact', '003')
  return { accountId }
}

function read(kind: 'account' | 'contact', given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined
  return canonicalSalesforceId(kind, given) ?? 'invalid'
}

function refuseId(pointer: string, noun: string, prefix: string): Refusal {
  return refuseAt(
    'invalid_salesforce_id',
    pointer,
    `${pointer} is not a Salesforce ${noun} id: 15 characters, or 18 with a fitting checksum, beginning with ${prefix}.`,
  )
}

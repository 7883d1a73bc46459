import { expect, test } from 'vitest'
import { canonicalSalesforceId } from './salesforce-id.ts'

const account = '0017x00000Q9O9qAAF'
const contact = '0037x00000F58M9AAJ'

test.each([
  ['an account with 15 characters', 'account', '0017x00000Q9O9q', account],
  ['an account with 18', 'account', account, account],
  ['a contact with 15 characters', 'contact', '0037x00000F58M9', contact],
  ['a contact with 18', 'contact', contact, contact],
  ['an id without capitals', 'account', '001000000000000', '001000000000000AAA'],
  ['an id of capitals', 'account', '001ABCDEFGHIJKL', '001ABCDEFGHIJKLY55'],
] as const)('%s becomes its 18-character form', (_, kind, given, canonical) => {
  expect(canonicalSalesforceId(kind, given)).toBe(canonical)
})

test.each([
  ['a checksum that does not fit', 'account', '0017x00000Q9O9qAAE'],
  ['a letter in another case', 'account', '0017x00000q9O9qAAF'],
  ['a checksum in lower case', 'account', '0017x00000Q9O9qaaf'],
  ['a contact for an account', 'account', contact],
  ['an account for a contact', 'contact', account],
  ['a user for an account', 'account', '0057x0000088Oh3AAE'],
  ['14 characters', 'account', '0017x00000Q9O9'],
  ['16 characters', 'account', '0017x00000Q9O9qA'],
  ['19 characters', 'account', `${account}A`],
  ['a sign', 'account', '0017x00000Q9O-q'],
  ['a letter beyond ASCII', 'account', '0017x00000Q9O9é'],
  ['space around it', 'account', ` ${account}`],
  ['a line break after it', 'account', `${account}\n`],
  ['nothing', 'account', ''],
  ['a number', 'account', 17],
  ['a list', 'account', [account]],
] as const)('%s is no Salesforce id', (_, kind, given) => {
  expect(canonicalSalesforceId(kind, given)).toBeUndefined()
})

import { test } from 'vitest'
import { expectAgreement } from '../ledger/agree.ts'

test('a ledger that counts day by day agrees with every invoice and every credit of 20,000 histories', () =>
  expectAgreement(20_000))

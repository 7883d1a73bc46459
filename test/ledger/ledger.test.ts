import { test } from 'vitest'
import { expectAgreement } from './agree.ts'

test(
  'a ledger that counts day by day agrees with every invoice and every credit of 2,000 histories',
  () => expectAgreement(2_000),
  120_000,
)

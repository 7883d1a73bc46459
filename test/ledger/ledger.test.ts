import { test } from 'vitest'
import { expectAccountedFor, expectAgreement, expectTheSameHoweverOftenSomebodyLooks } from './agree.ts'

test(
  'a ledger that counts day by day agrees with every invoice and every credit of 2,000 histories',
  () => expectAgreement(2_000),
  120_000,
)

test(
  '500 histories: lines are totals, credits are never more, balances add up, and every day is charged once',
  () => expectAccountedFor(500),
  120_000,
)

test(
  '100 histories: however long nobody looks, the same is invoiced and credited',
  () => expectTheSameHoweverOftenSomebodyLooks(100),
  120_000,
)

import { test } from 'vitest'
import {
  expectAccountedFor,
  expectAgreement,
  expectTheSameHoweverOftenSomebodyLooks,
} from '../ledger/agree.ts'

test('a ledger that counts day by day agrees with every invoice and every credit of 20,000 histories', () =>
  expectAgreement(20_000))

test('10,000 histories: lines are totals, credits are never more, balances add up, and every day is charged once', () =>
  expectAccountedFor(10_000))

test('1,000 histories: however long nobody looks, the same is invoiced and credited', () =>
  expectTheSameHoweverOftenSomebodyLooks(1_000))

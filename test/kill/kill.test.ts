import { describe, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { expectWhole } from './expectations.ts'
import { roundsOf } from './rounds.ts'
import { recover, runRounds } from './run-rounds.ts'

const app = useApp()

describe('orders in processes that are killed in the middle', () => {
  test('nothing acknowledged is lost, nobody is charged twice', { timeout: 360_000 }, async () => {
    const ran = await runRounds(app(), roundsOf(36, 20_261_122))
    await recover(app(), ran)
    for (const round of ran) await expectWhole(app(), round)
    expect(ran.filter((round) => round.acknowledged !== undefined).length).toBeGreaterThan(5)
  })
})

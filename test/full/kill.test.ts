import { expect, test } from 'vitest'
import { expectWhole } from '../kill/expectations.ts'
import { roundsOf } from '../kill/rounds.ts'
import { recover, runRounds } from '../kill/run-rounds.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

test('300 orders in processes that are killed: nothing acknowledged is lost, nobody is charged twice', async () => {
  const ran = await runRounds(app(), roundsOf(300, 3))
  await recover(app(), ran)
  for (const round of ran) await expectWhole(app(), round)
  expect(ran.filter((round) => round.acknowledged !== undefined).length).toBeGreaterThan(30)
})

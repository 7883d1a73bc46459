import { afterAll, beforeAll, test } from 'vitest'
import { expectOneOrder } from '../attack/aftermath.ts'
import { attack, type Stage } from '../attack/attack.ts'
import { openStage } from '../attack/stage.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
let stage: Stage & { readonly close: () => Promise<void> }
beforeAll(async () => {
  stage = await openStage(app())
})
afterAll(() => stage.close())

const seeds = Array.from({ length: 60 }, (_, n) => 1000 + n)

test('eighty tabs under sixty seeds: one order, one charge, one receipt, every time', {
  timeout: 900_000,
}, async () => {
  for (const seed of seeds) await expectOneOrder(stage, await attack(stage, seed, 80))
})

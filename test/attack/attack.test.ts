import { afterAll, beforeAll, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import type { Answer } from '../support/buyer.ts'
import { expectOneOrder } from './aftermath.ts'
import { attack, type Stage } from './attack.ts'
import { openStage } from './stage.ts'

const app = useApp()
let stage: Stage & { readonly close: () => Promise<void> }
beforeAll(async () => {
  stage = await openStage(app())
})
afterAll(() => stage.close())

test('fifty tabs under seven seeds: one order, one charge, one receipt, every time', {
  timeout: 120_000,
}, async () => {
  const answers: Answer[] = []
  for (const seed of [1, 2, 3, 4, 5, 6, 7]) {
    const aftermath = await attack(stage, seed, 50)
    await expectOneOrder(stage, aftermath)
    answers.push(...aftermath.answers)
  }
  // They were no idle attacks.
  const statuses = new Set(answers.map(({ status }) => status))
  for (const status of [200, 402, 409]) expect(statuses).toContain(status)
  expect(answers.some(({ body }) => body.nextAction !== undefined)).toBe(true)
})

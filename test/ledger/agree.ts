import fc from 'fast-check'
import { expect } from 'vitest'
import { tell } from './compare.ts'
import { expectConserved, expectDueOnce } from './conservation.ts'
import { toDay } from './days.ts'
import { stories } from './stories.ts'
import { expectDaysUsedOnce } from './used-days.ts'

/** The same stories each time, so that a change is judged by what it does; `LEDGER_SEED` tells others. */
const seed = Number(process.env.LEDGER_SEED ?? 20_261_122)

/** Tells so many stories to the model and to the product; they must agree after every deed, to the line. */
export function expectAgreement(numRuns: number): void {
  let happened = 0
  fc.assert(
    fc.property(stories, (story) => {
      const { moments, done } = tell(story)
      for (const { day, after, model, product } of moments)
        expect({ day, after, lines: product }).toEqual({ day, after, lines: model })
      happened += done.length
    }),
    { numRuns, seed },
  )
  expect(happened, 'most of what is tried happens').toBeGreaterThan(numRuns)
}

/** Tells so many stories; after every deed all money and all days are accounted for, and nothing is due twice. */
export function expectAccountedFor(numRuns: number): void {
  fc.assert(
    fc.property(stories, (story) => {
      for (const { day, state } of tell(story).moments) {
        expectConserved(state)
        expectDaysUsedOnce(state, toDay(day))
        expectDueOnce(state, `${day}T23:30:00.000Z`)
      }
    }),
    { numRuns, seed },
  )
}

/** Tells so many stories with looks of any size and again with a look on every day: the same comes of it. */
export function expectTheSameHoweverOftenSomebodyLooks(numRuns: number): void {
  fc.assert(
    fc.property(stories, (story) => {
      const [seldom, daily] = [story, { ...story, looks: [1] }].map((told) =>
        tell(told).moments.map(({ product }) => product),
      )
      expect(seldom).toEqual(daily)
    }),
    { numRuns, seed },
  )
}

import fc from 'fast-check'
import { expect } from 'vitest'
import { tell } from './compare.ts'
import { stories } from './stories.ts'

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
    { numRuns },
  )
  expect(happened, 'most of what is tried happens').toBeGreaterThan(numRuns)
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stateAfter } from '../support/history.ts'
import { orderTypeExamples, tell } from './render.ts'
import { stories } from './stories.ts'

/** The rules of money and calendar on one page, with examples that are worked out here. `--update` writes the page anew. */

const told = Object.entries(stories).map(([name, story]) => ({ name, story, ...tell(story) }))

test.each(told)('$story.title', ({ story, rows }) => {
  expect(rows.map(({ on, amount }) => `${on} ${amount}`)).toEqual(story.comesTo)
})

test('the trial ends at local midnight, an hour earlier by the clock of UTC', () => {
  const { world, steps } = stories.trial ?? { world: { offers: [] }, steps: [] }
  const [first] = stateAfter(world, steps).schedules
  expect(first).toMatchObject({ dueOn: '2026-04-03', dueAt: '2026-04-02T23:00:00.000Z' })
})

test('the page is what its text and its examples make', async () => {
  const text = readFileSync(join(import.meta.dirname, 'page.md'), 'utf8')
  const parts = new Map([
    ...told.map(({ name, text }) => [name, text] as const),
    ['order-types', orderTypeExamples()],
  ])
  const page = text.replace(
    /^\{\{([a-z-]+)\}\}$/gm,
    (_, name: string) => parts.get(name) ?? `no such example: ${name}`,
  )
  expect(page).not.toContain('no such example')
  const note =
    '<!-- Made by test/billing-page: its words stand in page.md there, its figures are worked out. -->'
  await expect(`${note}\n\n${page}`).toMatchFileSnapshot('../../docs/billing.md')
})

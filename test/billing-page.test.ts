import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { orderTypes } from '../src/order-types/registry.ts'
import { renderPreview } from '../src/orders/render-preview.ts'
import { type Example, examplesOf, worldOf } from './support/examples.ts'
import { stateAfter, takeStep } from './support/history.ts'

/** The examples on the page of billing rules are worked out by the planner; `npx vitest run test/billing-page.test.ts --update` writes them. */

const page = new URL('../docs/billing.md', import.meta.url)
const heading = '## Every example, as it comes out'
const shownEntries = 3

/** What an example comes to, in one line. */
function figuresOf(example: Example): string {
  const world = worldOf(example)
  const history = example.history ?? []
  const step = takeStep(world, stateAfter(world, history), example, history.length)
  const { preview, schedule, effectiveDate } = renderPreview({ proposal: step })
  const today = example.at.slice(0, 10)
  const invoiced = preview.previewResult.invoices.map(({ amount }) => amount)
  const credited = preview.previewResult.creditMemos.map(({ amount }) => amount)
  const later = schedule
    .filter(({ date }) => date > today)
    .slice(0, shownEntries)
    .map(({ date, amount }) => `${date} ${amount}`)
  return [
    `ordered ${today}, takes hold ${effectiveDate}`,
    ...(credited.length === 0 ? [] : [`credit ${credited.join(' + ')}`]),
    ...(invoiced.length === 0 ? [] : [`charge ${invoiced.join(' + ')}`]),
    `due today ${preview.paidAmount}`,
    later.length === 0 ? 'nothing later' : `then ${later.join(', ')}`,
  ].join('; ')
}

function rendered(): string {
  const sections = Object.keys(orderTypes).map((type) => {
    const lines = examplesOf(type).map(([, example]) => `- ${example.says} *${figuresOf(example)}.*`)
    return [`### \`${type}\``, '', ...lines, ''].join('\n')
  })
  return [
    heading,
    '',
    'Worked out by the planner from `src/order-types/*/examples`, which say what they must come to; a test fails when this differs.',
    '',
    ...sections,
  ].join('\n')
}

test('the page of billing rules shows what the planner works out', async () => {
  const written = readFileSync(page, 'utf8')
  const rules = written.split(heading)[0] ?? ''
  await expect(`${rules.trimEnd()}\n\n${rendered().trimEnd()}\n`).toMatchFileSnapshot(page.pathname)
})

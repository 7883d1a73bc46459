import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, longest first: begun last, one of them would keep everybody waiting at the end. */
const longest = [
  'bad-input/bodies',
  'browser/look',
  'kill/kill',
  'start/serve',
  'orders/any-sequence',
  'browser/docs',
  'browser/checkout',
  'test/fidelity',
  'ledger/ledger',
  'golden-calendar',
  'browser/promo-codes',
  'browser/gift',
  'start/embedded-postgres',
  'stories/many-at-once',
  'bad-input/parameters',
  'billing/number-documents',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.toSorted((a, b) => rankOf(a.moduleId) - rankOf(b.moduleId))
  }
}

function rankOf(path: string): number {
  const rank = longest.findIndex((part) => path.includes(part))
  return rank < 0 ? longest.length : rank
}

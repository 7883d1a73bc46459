import fc from 'fast-check'

/** A moment in the life of an order: right before or right after a call to the gateway, or the commit of a write. */
export interface Point {
  readonly when: 'before' | 'after'
  /** A call of the gateway, or what the write says of its attempt (of its order, when there is none). */
  readonly what: string
  /** The attempt. */
  readonly n: number
}

/** What happens to an order in the middle of its run, and how it must end. */
interface Scenario {
  readonly name:
    | 'paid'
    | 'trial'
    | 'invoice'
    | 'at once'
    | 'declined'
    /** The bank wants to see the buyer, who passes. */
    | 'challenged'
    /** The same, and the buyer never comes. */
    | 'abandoned'
    | 'revoked'
    | 'moved'
    | 'changed'
    | 'refunded'
  /** What it goes through, in order. The first is the commit that accepts it. */
  readonly course: readonly [string, number][]
  /** Whoever is killed sends it through a link, as a customer; else as a client. */
  readonly by: 'customer' | 'client'
  /** Only orders that wait in the queue have this course. */
  readonly queued?: true
  /** It is done with its first commit; what follows it is taken up by a worker, not by another run of the order. */
  readonly doneAtOnce?: true
}

const capturing: readonly [string, number][] = [
  ['authorise', 1],
  ['capturing', 1],
  ['capture', 1],
  ['captured', 1],
]

export const scenarios: readonly Scenario[] = [
  { name: 'paid', by: 'customer', course: [['started', 1], ...capturing] },
  { name: 'paid', by: 'client', course: [['started', 1], ...capturing] },
  {
    name: 'invoice',
    by: 'client',
    queued: true,
    course: [
      ['submitted', 0],
      ['complete', 0],
    ],
  },
  // By invoice too, and run by whoever asked: accepted and done in one commit.
  { name: 'at once', by: 'customer', course: [['complete', 0]] },
  {
    name: 'trial',
    by: 'client',
    course: [
      ['started', 1],
      ['authorise', 1],
      ['capturing', 1],
      ['captured', 1],
    ],
  },
  // Another offer on a subscription that is there, paid by its saved card.
  { name: 'changed', by: 'client', course: [['started', 1], ...capturing] },
  {
    name: 'refunded',
    by: 'client',
    doneAtOnce: true,
    course: [
      ['complete', 0],
      ['refund', 0],
    ],
  },
  {
    name: 'declined',
    by: 'customer',
    course: [
      ['started', 1],
      ['authorise', 1],
      ['declined', 1],
    ],
  },
  {
    name: 'challenged',
    by: 'customer',
    course: [['started', 1], ['authorise', 1], ['challenged', 1], ...capturing.slice(1)],
  },
  {
    name: 'abandoned',
    by: 'customer',
    course: [
      ['started', 1],
      ['authorise', 1],
      ['challenged', 1],
      ['abandoning', 1],
      ['void', 1],
      ['declined', 1],
    ],
  },
  {
    name: 'revoked',
    by: 'customer',
    course: [
      ['started', 1],
      ['authorise', 1],
      ['voiding', 1],
      ['void', 1],
      ['voided', 1],
    ],
  },
  {
    name: 'moved',
    by: 'client',
    course: [
      ['started', 1],
      ['authorise', 1],
      ['voiding', 1],
      ['void', 1],
      ['voided', 1],
      ['authorise', 2],
      ['capturing', 2],
      ['capture', 2],
      ['captured', 2],
    ],
  },
]

/** Scenarios in which the bank wants to see the buyer. */
export const meetsItsBank: readonly Scenario['name'][] = ['challenged', 'abandoned']

export interface Round {
  readonly scenario: Scenario['name']
  readonly by: Scenario['by']
  /** Does it go to the queue, acknowledged before it runs? */
  readonly queued: boolean
  readonly quantity: number
  /** Where the first process dies, and the one that took over from it. */
  readonly deaths: readonly Point[]
}

const pointsOf = ({ course }: Scenario): readonly Point[] =>
  course.flatMap(([what, n]) => [
    { when: 'before' as const, what, n },
    { when: 'after' as const, what, n },
  ])

const quantity = fc.integer({ min: 1, max: 100 })

function isFirstOfItsName({ name }: Scenario, index: number): boolean {
  return scenarios.findIndex((other) => other.name === name) === index
}

function queuedIn({ by, queued, doneAtOnce }: Scenario): fc.Arbitrary<boolean> {
  if (queued) return fc.constant(true)
  if (doneAtOnce) return fc.constant(false)
  return by === 'client' ? fc.boolean() : fc.constant(false)
}

/** Between its first commit and its last there is something to take over. */
function isLong({ course, doneAtOnce }: Scenario): boolean {
  return course.length > 1 && !doneAtOnce
}

/** One round for every point of every scenario, the rest of it left to chance. */
const everyPoint: readonly fc.Arbitrary<Round>[] = scenarios.filter(isFirstOfItsName).flatMap((scenario) =>
  pointsOf(scenario).map((death) =>
    fc.record({
      scenario: fc.constant(scenario.name),
      by: fc.constant(scenario.by),
      queued: queuedIn(scenario),
      quantity,
      deaths: fc.constant([death]),
    }),
  ),
)

/** Any order, killed once or twice: the second time in the process that took it over, at a later point. */
const anywhere: fc.Arbitrary<Round> = fc.constantFrom(...scenarios.filter(isLong)).chain((scenario) =>
  fc.record({
    scenario: fc.constant(scenario.name),
    by: fc.constant(scenario.by),
    queued: queuedIn(scenario),
    quantity,
    // Before its first commit there is no order to take over, and after its last nothing is left to do.
    deaths: fc
      .subarray(pointsOf(scenario).slice(1, -1) as Point[], { minLength: 1, maxLength: 2 })
      .map((points): readonly Point[] => points),
  }),
)

/** So many rounds, the same for the same seed: every point first (or as many, evenly spread), then any. */
export function roundsOf(count: number, seed: number): readonly Round[] {
  const first = Array.from(
    { length: Math.min(count, everyPoint.length) },
    (_, n) => everyPoint[Math.floor((n * everyPoint.length) / Math.min(count, everyPoint.length))],
  )
    .filter((round) => round !== undefined)
    .flatMap((round, index) => fc.sample(round, { seed: seed + index, numRuns: 1 }))
  const rest = count - first.length
  return rest === 0 ? first : [...first, ...fc.sample(anywhere, { seed, numRuns: rest })]
}

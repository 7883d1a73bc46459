import type { Config } from '../config.ts'
import { isLocalDate } from '../domain/calendar.ts'
import { type Difference, differenceAdvice, type Reconciliation } from '../domain/reconciliation.ts'
import { moneyInWords } from '../domain/words.ts'
import { reconcile } from '../payments/reconcile.ts'
import { lastDay } from '../payments/reconcile-nightly.ts'
import type { Services } from '../ports/services.ts'
import { joinDatabase } from './database-server.ts'
import { StartFailure } from './fail.ts'
import { openApp } from './open-app.ts'
import type { ProcessLog } from './process-log.ts'

const wrongUse = 2

/**
 * Compares one day with the gateway's books and prints every difference; works beside a running server. Answers the exit code: 0 when
 * both agree, 1 when they differ.
 */
export async function reconcileDay(
  config: Config,
  log: ProcessLog,
  args: readonly string[],
): Promise<number> {
  const wanted = dayOf(args)
  const { server } = await joinDatabase(config, log)
  if (server === undefined)
    throw new StartFailure(`A server has just started on ${config.dataDir}; start again beside it.`)
  try {
    const app = await openApp(config, server.url, log)
    try {
      const result = await compare(app.services, wanted)
      console.log(tableOf(result))
      return result.differences.length === 0 ? 0 : 1
    } finally {
      await app.close()
    }
  } finally {
    await server.stop()
  }
}

/** Absent: the last one that is over. */
function dayOf(args: readonly string[]): string | undefined {
  if (args.length === 0) return undefined
  const [name, day] = args
  if (args.length === 2 && name === '--day' && day !== undefined && isLocalDate(day)) return day
  throw new StartFailure('usage: npm run reconcile [-- --day 2026-11-21]', wrongUse)
}

async function compare(services: Services, wanted: string | undefined): Promise<Reconciliation> {
  const { gateway, clock } = services
  if (gateway.name === 'none')
    throw new StartFailure('No card gateway is configured: there is nothing to compare with.', wrongUse)
  const today = new Date(clock.system()).toISOString().slice(0, 10)
  if (wanted !== undefined && wanted > today)
    throw new StartFailure(`--day: ${wanted} has not begun yet (UTC).`, wrongUse)
  return reconcile(services, wanted ?? lastDay(clock))
}

/** What a person reads. */
export function tableOf({ gateway, day, payments, refunds, differences }: Reconciliation): string {
  const compared = `${gateway}, ${day} (UTC): ${payments} payments and ${refunds} refunds compared`
  if (differences.length === 0) return `${compared}; the books agree.`
  const rows = [
    ['difference', 'here', 'at the gateway', 'our id or key', "the gateway's name"],
    ...differences.map(rowOf),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const kinds = [...new Set(differences.map(({ kind }) => kind))]
  return [
    `${compared}; ${differences.length} differ.`,
    '',
    ...lines,
    '',
    ...kinds.map((kind) => `${kind}: ${differenceAdvice[kind]}`),
  ].join('\n')
}

function rowOf({ kind, amountHere, amountThere, currency, id, gatewayReference }: Difference): string[] {
  const money = (amount: number | undefined) => (amount === undefined ? '-' : moneyInWords(amount, currency))
  return [kind, money(amountHere), money(amountThere), id ?? '-', gatewayReference ?? '-']
}

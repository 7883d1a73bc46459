import { setTimeout as pause } from 'node:timers/promises'
import type { GatewayFault } from '../../ports/gateway-faults.ts'
import { GatewayUnavailable } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'

export interface FaultNow {
  readonly lost: boolean
  readonly delay_ms: number
  readonly duplicates: number
}

/** What was asked of this call; an answer to be lost is counted off. */
export function takeFault(sql: Sql, call: GatewayFault['call']): Promise<FaultNow | undefined> {
  return sql.row<FaultNow>(
    'sandbox.fault',
    `update sandbox_gateway.faults f set remaining = greatest(f.remaining - 1, 0) from sandbox_gateway.faults old
     where f.call = $1 and old.call = f.call returning old.remaining > 0 as lost, f.delay_ms, f.duplicates`,
    [call],
  )
}

/** Carries the call out, then waits or loses the answer when that was asked for. */
export async function withFaults<T>(
  sql: Sql,
  call: GatewayFault['call'],
  work: () => Promise<T>,
): Promise<T> {
  const fault = await takeFault(sql, call)
  const answer = await work()
  if (fault !== undefined && fault.delay_ms > 0) await pause(fault.delay_ms)
  if (fault?.lost) throw new GatewayUnavailable(`the answer to ${call} was lost`)
  return answer
}

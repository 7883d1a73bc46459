import type { GatewayFault, GatewayFaults } from '../../ports/gateway-faults.ts'
import type { Sql } from '../postgres/sql.ts'

interface FaultRow extends GatewayFault {
  readonly duplicates: number
}

/** Writes the faults that the sandbox's gateway looks up on every call. */
export function sandboxGatewayFaults(sql: Sql): GatewayFaults {
  return {
    set: async ({ call, loseAnswers, delayMs, duplicates }) => {
      await sql.run(
        'sandbox.set-fault',
        `insert into sandbox_gateway.faults (call, remaining, delay_ms, duplicates) values ($1, $2, $3, $4)
         on conflict (call) do update set
           remaining = excluded.remaining, delay_ms = excluded.delay_ms, duplicates = excluded.duplicates`,
        [call, loseAnswers, delayMs, duplicates ?? 0],
      )
    },
    list: async () => {
      const rows = await sql.rows<FaultRow>(
        'sandbox.list-faults',
        `select call, remaining as "loseAnswers", delay_ms as "delayMs", duplicates from sandbox_gateway.faults
         where remaining > 0 or delay_ms > 0 or duplicates > 0 order by call`,
      )
      return rows.map(({ duplicates, ...fault }) => (duplicates === 0 ? fault : { ...fault, duplicates }))
    },
  }
}

import type { GatewayFault, GatewayFaults } from '../../ports/gateway-faults.ts'
import type { Sql } from '../postgres/sql.ts'

/** Writes the faults that `sandboxGateway` looks up on every call. */
export function sandboxGatewayFaults(sql: Sql): GatewayFaults {
  return {
    set: async ({ call, loseAnswers, delayMs }) => {
      await sql.run(
        'sandbox.set-fault',
        `insert into sandbox_gateway.faults (call, remaining, delay_ms) values ($1, $2, $3)
         on conflict (call) do update set remaining = excluded.remaining, delay_ms = excluded.delay_ms`,
        [call, loseAnswers, delayMs],
      )
    },
    list: () =>
      sql.rows<GatewayFault>(
        'sandbox.list-faults',
        `select call, remaining as "loseAnswers", delay_ms as "delayMs" from sandbox_gateway.faults
         where remaining > 0 or delay_ms > 0 order by call`,
      ),
  }
}

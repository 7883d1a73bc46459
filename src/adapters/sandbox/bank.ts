import type { SandboxBank } from '../../ports/sandbox-bank.ts'
import type { Sql } from '../postgres/sql.ts'
import { answerChallenge, findChallenge } from './challenges.ts'
import { endDisputes, listDisputes, openDisputes } from './disputes.ts'
import { withFaults } from './with-faults.ts'

/** The buyers' bank: another way into the books of the sandbox's gateway. */
export function sandboxBank(sql: Sql): SandboxBank {
  return {
    challenge: (id) => findChallenge(sql, id),
    answerChallenge: (id, answer) => withFaults(sql, 'challenge', () => answerChallenge(sql, id, answer)),
    moveDisputes: async (to) => {
      await (to === 'open' ? openDisputes(sql, 0) : endDisputes(sql, to))
      return listDisputes(sql)
    },
  }
}

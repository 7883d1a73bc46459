import type { SandboxBank } from '../../ports/sandbox-bank.ts'
import { answerChallenge, findChallenge } from './challenges.ts'
import { type Delivery, deliverNotices } from './deliver-notices.ts'
import { endDisputes, listDisputes, openDisputes } from './disputes.ts'
import { withFaults } from './with-faults.ts'

/** The buyers' bank: another way into the books of the sandbox's gateway, and what the gateway tells by itself. */
export function sandboxBank(delivery: Delivery): SandboxBank {
  const { sql } = delivery
  return {
    challenge: (id) => findChallenge(sql, id),
    answerChallenge: (id, answer) => withFaults(sql, 'challenge', () => answerChallenge(sql, id, answer)),
    moveDisputes: async (to) => {
      await (to === 'open' ? openDisputes(sql) : endDisputes(sql, to))
      return listDisputes(sql)
    },
    deliverNotices: (stopping) => deliverNotices(delivery, stopping),
  }
}

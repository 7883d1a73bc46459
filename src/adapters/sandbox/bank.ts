import type { Log } from '../../ports/log.ts'
import type { SandboxBank } from '../../ports/sandbox-bank.ts'
import { answerChallenge, findChallenge } from './challenges.ts'
import { type Delivery, deliverNotices } from './deliver-notices.ts'
import { endDisputes, listDisputes, openDisputes } from './disputes.ts'
import { withFaults } from './with-faults.ts'

/** The buyers' bank: another way into the books of the sandbox's gateway, and what the gateway tells by itself. */
export function sandboxBank({ log, ...parts }: Omit<Delivery, 'onGivenUp'> & { log: Log }): SandboxBank {
  const { sql, address } = parts
  // Where a server does not reach itself, as behind some proxies, every notice ends so.
  const onGivenUp = onceOnly(() => log.warn({ address }, 'nobody takes the notices of the sandbox gateway'))
  const delivery = { ...parts, onGivenUp }
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

function onceOnly(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
}

import type { TaskList } from 'graphile-worker'
import { runDue } from '../billing/run-due.ts'
import { sendMails } from '../mail/outbox.ts'
import { processOrder } from '../orders/process.ts'
import type { TaskName } from '../ports/queue.ts'
import type { Services } from '../ports/services.ts'

/** What a job of each name does. */
export function tasksOf(services: Services): TaskList {
  const tasks: Record<TaskName, (payload: unknown) => Promise<unknown>> = {
    'process-order': (payload) => processOrder(services, orderIdOf(payload)),
    'send-mails': () => sendMails(services),
    'run-due': () => runDue(services, services.clock.now()),
  }
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => {
        await task(payload)
      },
    ]),
  )
}

function orderIdOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'orderId' in payload) {
    const { orderId } = payload
    if (typeof orderId === 'string') return orderId
  }
  throw new Error('a process-order job names no order')
}

import type { TestApp } from '../support/app.ts'
import { bankBefore } from '../support/bank.ts'
import { linkMaker } from '../support/links.ts'
import { withServices } from '../support/orders.ts'
import type { Stage } from './attack.ts'

/** Two processes of one shop before one bank. */
export async function openStage(app: TestApp): Promise<Stage & { readonly close: () => Promise<void> }> {
  const links = await linkMaker(app)
  const bank = bankBefore(app.services.gateway)
  const other = await app.another()
  const shops = [
    await withServices(app, { gateway: bank.gateway }),
    await withServices(other, { gateway: bank.gateway }),
  ] as const
  const failures: unknown[] = []
  for (const { http } of shops)
    http.addHook('onError', async (_request, _reply, error) => {
      failures.push(error)
    })
  return { shops, bank, links, failures, close: () => other.close() }
}

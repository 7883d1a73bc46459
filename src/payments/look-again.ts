import { GatewayUnavailable } from '../ports/payment-gateway.ts'

const mostTries = 3

/** Looking changes nothing, so where no answer came it is asked again. Throws `GatewayUnavailable` when none comes at all. */
export async function lookAgain<Answer>(look: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await look()
    } catch (error) {
      if (!(error instanceof GatewayUnavailable) || tries === mostTries) throw error
    }
  }
}

import { useRef } from 'preact/hooks'
import { type Outcome, placeOrder } from './place-order.ts'

export type OrderToSend = Readonly<Record<string, unknown>>

/** Sends orders, one key for each press. A press whose end is unknown keeps its key when the same order is sent again. */
export function useSender(onRetry: () => void) {
  const unsure = useRef<{ readonly text: string; readonly key: string } | undefined>(undefined)

  const send = async (body: OrderToSend): Promise<Outcome> => {
    const text = JSON.stringify(body)
    const key = unsure.current?.text === text ? unsure.current.key : crypto.randomUUID()
    unsure.current = { text, key }
    const outcome = await placeOrder({ body, idempotencyKey: key, onRetry })
    if (outcome.kind !== 'lost' && outcome.kind !== 'broken') unsure.current = undefined
    return outcome
  }

  return { send, isUnsure: () => unsure.current !== undefined }
}

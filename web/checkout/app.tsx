import { useState } from 'preact/hooks'
import type { Receipt } from '../../src/contract/receipt.ts'
import { Checkout } from './checkout.tsx'
import { Confirmation } from './confirmation/confirmation.tsx'
import { Ended } from './ended.tsx'
import type { Basket } from './wire.ts'

/** What the page shows at first; the customer's order moves it on. */
export type View =
  | { readonly kind: 'checkout'; readonly basket: Basket; readonly returning: boolean }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'ended'; readonly code: string; readonly requestId?: string | undefined }

export function App({ first }: { first: View }) {
  const [view, setView] = useState(first)
  switch (view.kind) {
    case 'checkout':
      return (
        <Checkout
          basket={view.basket}
          returning={view.returning}
          onReceipt={(receipt) => {
            setView({ kind: 'receipt', receipt })
            scrollTo(0, 0)
          }}
          onEnded={(code) => setView({ kind: 'ended', code })}
        />
      )
    case 'receipt':
      return <Confirmation receipt={view.receipt} />
    case 'ended':
      return <Ended code={view.code} requestId={view.requestId} />
  }
}

import './style/page.css'
import { render } from 'preact'
import { App, type View } from './app.tsx'
import { loadReceipt } from './await-receipt.ts'
import { page } from './page.ts'
import { exchange } from './session.ts'

/** The server has painted the offer; here the page trades its link for the basket and takes over. */
async function start(): Promise<void> {
  const returning = new URLSearchParams(location.search).has('return')
  // Said once: a reload is no return.
  if (returning) history.replaceState(null, '', location.pathname)
  const root = document.getElementById('checkout')
  const first = page.view === 'completed' ? await receiptView(page.checkoutId) : await basketView(returning)
  if (root === null || first === undefined) return
  root.replaceChildren()
  render(<App first={first} />, root)
}

/** Only for the browser that bought; to anyone else the server's own words stay. */
async function receiptView(checkoutId: string | null): Promise<View | undefined> {
  const receipt = checkoutId === null ? undefined : await loadReceipt(checkoutId)
  return receipt && { kind: 'receipt', receipt }
}

async function basketView(returning: boolean): Promise<View | undefined> {
  const reply = await exchange()
  if (reply.kind === 'lost') return { kind: 'ended', code: 'offline' }
  if (reply.kind === 'problem' && reply.problem.code === 'link_completed') {
    // It was completed while this page was on its way; its own page shows the receipt to whoever bought.
    location.replace(location.pathname)
    return undefined
  }
  if (reply.kind === 'problem')
    return { kind: 'ended', code: reply.problem.code, requestId: reply.problem.requestId }
  return { kind: 'checkout', basket: reply.body, returning }
}

void start()

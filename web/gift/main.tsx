import '../checkout/style/page.css'
import './gift.css'
import { render } from 'preact'
import { App, type View } from './app.tsx'
import { giftPage } from './page.ts'
import { openGift, tokenOfLink } from './session.ts'

/** The server has painted what is given; here the page trades its link for the gift and takes over. */
async function start(): Promise<void> {
  const root = document.getElementById('checkout')
  const first = giftPage.view === 'gift-code' ? ({ kind: 'code' } as const) : await giftView()
  if (root === null) return
  root.replaceChildren()
  render(<App first={first} />, root)
}

async function giftView(): Promise<View> {
  const key = tokenOfLink()
  const reply = await openGift(key)
  if (reply.kind === 'lost') return { kind: 'ended', code: 'offline' }
  if (reply.kind === 'problem') return { kind: 'ended', code: reply.problem.code }
  return { kind: 'gift', gift: reply.body, key }
}

void start()

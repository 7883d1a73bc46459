import '../checkout/style/page.css'
import './pay.css'
import { render } from 'preact'
import { Controls } from './controls.tsx'

/** The server has painted what is due; here the page adds the ways to pay it. */
function start(): void {
  const returning = new URLSearchParams(location.search).has('return')
  // Said once: a reload is no return.
  if (returning) history.replaceState(null, '', location.pathname)
  const place = document.getElementById('pay-controls')
  if (place === null) return
  place.replaceChildren()
  render(<Controls returning={returning} />, place)
}

start()

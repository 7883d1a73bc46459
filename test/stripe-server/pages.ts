import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const part = (name: string) => readFileSync(join(import.meta.dirname, 'browser', name), 'utf8')

/** The scripts and pages that a browser loads from here, as from Stripe. */
export const stripeJs = (): string => part('stripe.js')
export const elementScript = (): string => part('element.js')

export const elementPage =
  (): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Card</title>
<style>body{margin:0;font:16px system-ui;display:grid;gap:8px;grid-template-columns:repeat(2,minmax(0,1fr))}
label{display:grid;gap:4px}label:first-of-type,p{grid-column:1/-1}input{font:inherit;padding:8px;width:100%;box-sizing:border-box}p{color:#b00020;margin:0}</style>
<label>Card number<input name="number" inputmode="numeric" autocomplete="cc-number"></label>
<label>Expiration date<input name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"></label>
<label>Security code<input name="cvc" inputmode="numeric" autocomplete="cc-csc"></label>
<p role="alert"></p>
<script src="/element.js"></script></html>`

export const bankPage = (challenge: string): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<title>3D Secure</title><h1>3D Secure 2 test page</h1>
<form method="post" action="/3ds/${challenge}">
<button name="outcome" value="pass">Complete</button>
<button name="outcome" value="fail">Fail</button>
</form></html>`

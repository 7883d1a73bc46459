import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { challengedPayment, press, stateOf } from '../../../../test/support/challenges.ts'
import { buildWeb } from '../../../../web/build.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
beforeAll(buildWeb)

const page = (url: string, language = 'en-GB') =>
  app().http.inject({ url, headers: { 'accept-language': language } })

test('200: the bank says who wants how much from which card, and looking changes nothing', async () => {
  const { key, url } = await challengedPayment(app())
  const answer = await page(url)
  expect(answer.statusCode).toBe(200)
  for (const text of ['£9.99', '•••• 3155', 'Approve', 'Decline', '<form method="post">'])
    expect(answer.body).toContain(text)
  expect(answer.headers['content-security-policy']).toContain("form-action 'self' http://127.0.0.1:3000")
  expect(answer.headers['content-security-policy']).not.toContain('unsafe-inline')
  expect(answer.body).not.toMatch(/<script|style="/)
  expect(await stateOf(app(), key)).toBe('challenged')
})

test.each([
  ['de-DE', 'Ist das Ihre Zahlung?', '9,99\u00a0£'],
  ['fr', 'Ce paiement est-il le vôtre ?', '9,99\u00a0£GB'],
  ['es', '¿Es suyo este pago?', '9,99\u00a0GBP'],
  ['ja', 'このお支払いはご本人によるものですか', '£9.99'],
])('200: in %s', async (language, heading, amount) => {
  const { url } = await challengedPayment(app())
  const { body } = await page(url, language)
  expect([body.includes(heading), body.includes(amount)]).toEqual([true, true])
})

test('200: a card that is only saved is asked about as such', async () => {
  const { url } = await challengedPayment(app(), { amount: 0 })
  const { body } = await page(url)
  expect(body).toContain('May your card be saved?')
  expect(body).not.toContain('£')
})

test('200: what was answered says so, with the way back', async () => {
  const passed = await challengedPayment(app())
  await press(app(), passed.url, 'approve')
  const said = await page(passed.url)
  expect([said.statusCode, said.body.includes('You approved this already')]).toEqual([200, true])
  expect(said.body).toContain('href="http://127.0.0.1:3000/payment/return/ord-1"')
  const failed = await challengedPayment(app())
  await press(app(), failed.url, 'decline')
  expect((await page(failed.url)).body).toContain('This payment was declined')
})

test('410: what the shop let go of', async () => {
  const { key, reference, url } = await challengedPayment(app())
  await app().services.gateway.void({ key, reference })
  const answer = await page(url)
  expect([answer.statusCode, answer.body.includes('Nobody waits for this payment')]).toEqual([410, true])
})

test('404: no such challenge, and none outside a sandbox', async () => {
  const unknown = await page('/elements/sandbox/challenge/unknown')
  expect([unknown.statusCode, unknown.body.includes('There is no such payment')]).toEqual([404, true])
  const services = { ...app().services, sandbox: false, sandboxBank: undefined }
  const http = await buildServer(services, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
  const { url } = await challengedPayment(app())
  expect((await http.inject({ url })).statusCode).toBe(404)
  await http.close()
})

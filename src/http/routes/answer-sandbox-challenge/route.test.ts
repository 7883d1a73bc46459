import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { challengedPayment, press, returnUrlOf, stateOf } from '../../../../test/support/challenges.ts'
import { buildWeb } from '../../../../web/build.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
beforeAll(buildWeb)

test.each([
  ['tok_3ds', 'approve', 'authorised'],
  ['tok_3ds', 'decline', 'declined'],
  ['tok_3ds_fails', 'approve', 'declined'],
])('303: %s, %s: the payment is %s, and the buyer goes back to the shop', async (token, said, state) => {
  const { key, url } = await challengedPayment(app(), { token })
  const answer = await press(app(), url, said)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, returnUrlOf(app())])
  expect(await stateOf(app(), key)).toBe(state)
  const again = await press(app(), url, state === 'authorised' ? 'approve' : 'decline')
  expect([again.statusCode, again.headers.location], 'a double click').toEqual([303, returnUrlOf(app())])
  expect(await stateOf(app(), key)).toBe(state)
})

test('200: an answer after another one changes nothing, and says so', async () => {
  const { key, url } = await challengedPayment(app())
  await press(app(), url, 'approve')
  const late = await press(app(), url, 'decline')
  expect([late.statusCode, late.body.includes('You approved this already')]).toEqual([200, true])
  expect(await stateOf(app(), key)).toBe('authorised')
})

test('400: an answer that is none', async () => {
  const { key, url } = await challengedPayment(app())
  expect((await press(app(), url, 'perhaps')).statusCode).toBe(400)
  expect(await stateOf(app(), key)).toBe('challenged')
})

test('403: another site cannot approve for a buyer', async () => {
  const { key, url } = await challengedPayment(app())
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example.com' }
  expect((await press(app(), url, 'approve', foreign)).statusCode).toBe(403)
  expect(await stateOf(app(), key)).toBe('challenged')
})

test('404: no such challenge, and none outside a sandbox', async () => {
  expect((await press(app(), '/elements/sandbox/challenge/unknown', 'approve')).statusCode).toBe(404)
  const services = { ...app().services, sandbox: false, sandboxBank: undefined }
  const http = await buildServer(services, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
  const { key, url } = await challengedPayment(app())
  expect((await press({ ...app(), http }, url, 'approve')).statusCode).toBe(404)
  expect(await stateOf(app(), key)).toBe('challenged')
  await http.close()
})

test('410: passing what the shop let go of takes nothing', async () => {
  const { key, reference, url } = await challengedPayment(app())
  await app().services.gateway.void({ key, reference })
  const answer = await press(app(), url, 'approve')
  expect([answer.statusCode, answer.body.includes('Nobody waits for this payment')]).toEqual([410, true])
  expect(await stateOf(app(), key)).toBe('voided')
})

test('503: a bank whose answer is lost has done what it was told, and shows the way back', async () => {
  const { key, url } = await challengedPayment(app())
  await app().services.gatewayFaults?.set({ call: 'challenge', loseAnswers: 1, delayMs: 0 })
  const answer = await press(app(), url, 'approve')
  expect([answer.statusCode, answer.body.includes('Your bank does not answer')]).toEqual([503, true])
  expect(answer.body).toContain(`href="${returnUrlOf(app())}"`)
  expect(await stateOf(app(), key)).toBe('authorised')
})

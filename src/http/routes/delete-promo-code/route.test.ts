import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { promoCodeMaker } from '../../../../test/support/promo-codes.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let codes: Awaited<ReturnType<typeof promoCodeMaker>>

beforeAll(async () => {
  codes = await promoCodeMaker(app())
})

test('204: it is gone, and its code is free again', async () => {
  await codes.make('ONCE')
  expect((await codes.remove('ONCE')).statusCode).toBe(204)
  expect(await codes.read('ONCE')).toMatchObject({ status: 404 })
  expect(await codes.make('ONCE')).toMatchObject({ reference: 'ONCE' })
})

test('404: there is no such code', async () => {
  expect((await codes.remove('NEVER')).statusCode).toBe(404)
})

test('401 without a token, 403 without objects:write', async () => {
  const remove = (headers: object) =>
    app().http.inject({
      method: 'DELETE',
      url: '/api/objects/limio/promo_codes_v2/promo_code_v2-X',
      headers: { ...headers },
    })
  expect((await remove({})).statusCode).toBe(401)
  expect((await remove(await bearer(app(), ['objects:read']))).statusCode).toBe(403)
})

import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { exchange, linkMaker } from '../../../../test/support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const get = (checkoutId: string, headers = {}) =>
  app().http.inject({ method: 'GET', url: `/api/checkout/basket?checkoutId=${checkoutId}`, headers })

test('200: the page sees its basket again, and seeing changes nothing', async () => {
  const link = await links.make({ order: { customerDetails: { email: 'ada@example.com' } } })
  const { answer, cookie } = await exchange(app(), link)
  const again = await get(link.id, { cookie })
  expect([again.statusCode, again.json()]).toEqual([200, answer.json()])
  const { rows } = await app().pool.query('select opens from links where id = $1', [link.linkId])
  expect(rows).toEqual([{ opens: 1 }])
})

test('200: a completed basket can still be seen', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  await app().pool.query(`update links set state = 'completed' where id = $1`, [link.linkId])
  expect((await get(link.id, { cookie })).json()).toMatchObject({ state: 'completed' })
})

describe('401', () => {
  test('knowing a basket is not enough to see it', async () => {
    const link = await links.make()
    expect((await get(link.id)).statusCode).toBe(401)
  })

  test('the cookie of one basket does not show another, even of the same owner', async () => {
    const order = { tracking: { accountId: '0017x00000Q9O9qAAF' } }
    const [mine, other] = [await links.make({ order }), await links.make({ order })]
    expect(mine.owner).toBe(other.owner)
    const { cookie } = await exchange(app(), mine)
    expect((await get(other.id, { cookie })).statusCode).toBe(401)
    const [value] = cookie.split('=').slice(1)
    const renamed = (await exchange(app(), other)).cookie.split('=')[0]
    expect((await get(other.id, { cookie: `${renamed}=${value}` })).statusCode).toBe(401)
  })
})

test('400: a field that nobody knows', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  expect((await get(`${link.id}&colour=green`, { cookie })).statusCode).toBe(400)
})

test('410: a basket whose link was withdrawn is gone', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  await app().pool.query(`update links set state = 'revoked' where id = $1`, [link.linkId])
  const answer = await get(link.id, { cookie })
  expect([answer.statusCode, answer.json().code]).toEqual([410, 'link_revoked'])
})

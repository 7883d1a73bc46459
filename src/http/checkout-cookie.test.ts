import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { issueCustomerToken } from '../access/tokens.ts'
import { setCheckoutCookie, setReceiptCookie } from './checkout-cookie.ts'

const app = useApp()
const basketNumber = (n: number) => `basket-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

beforeAll(() => {
  app().http.get('/test/open/:n', { config: { access: { kind: 'public' } } }, async (request, reply) => {
    const { n, at } = { n: Number(paramOf(request.params, 'n')), at: Number(paramOf(request.query, 'at')) }
    const { services } = app()
    const clock = { ...services.clock, system: () => services.clock.system() + at * 1000 }
    const link = { ownerId: 'id-1', linkId: 'link-1', basketId: basketNumber(n) }
    const { token } = await issueCustomerToken({ ...services, clock }, link)
    setCheckoutCookie(reply, services, link.basketId, token)
    return {}
  })
  app().http.get('/test/https', { config: { access: { kind: 'public' } } }, async (_request, reply) => {
    const services = { ...app().services, publicUrl: 'https://shop.example.com' }
    setCheckoutCookie(reply, services, basketNumber(1), 'token')
    setReceiptCookie(reply, services, basketNumber(1))
    return {}
  })
})

function paramOf(params: unknown, name: string): unknown {
  return typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined
}

/** Opens links one after the other, `at` seconds from now, with the jar of one browser. */
async function openAll(opens: readonly { n: number; at: number }[]): Promise<Map<string, string>> {
  const jar = new Map<string, string>()
  for (const { n, at } of opens) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app().http.inject({ url: `/test/open/${n}?at=${at}`, headers: { cookie } })
    for (const { name, value } of answer.cookies) {
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
  }
  return jar
}

test('over http the cookie is HttpOnly and lax, and carries twelve hex digits of its basket', async () => {
  const [cookie] = (await app().http.inject({ url: '/test/open/1?at=0' })).cookies
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 900 })
  expect(cookie?.secure).toBeUndefined()
  expect(cookie?.name).toMatch(/^co-[0-9a-f]{12}$/)
})

test('over https it is a __Host- cookie and secure', async () => {
  const { cookies } = await app().http.inject({ url: '/test/https' })
  expect(cookies.map((cookie) => cookie.name.replace(/[0-9a-f]{12}$/, ''))).toEqual([
    '__Host-co-',
    '__Host-receipt-',
  ])
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ secure: true, path: '/', httpOnly: true })
    expect(cookie.domain).toBeUndefined()
  }
})

test('a browser keeps eight baskets, and the one opened longest ago goes', async () => {
  const eight = Array.from({ length: 8 }, (_, n) => ({ n, at: n }))
  const before = await openAll(eight)
  expect(before.size).toBe(8)
  // The first is opened again, so the second is now the oldest.
  const after = await openAll([...eight, { n: 0, at: 20 }, { n: 8, at: 21 }])
  expect(after.size).toBe(8)
  const names = [...before.keys()]
  expect(after.has(names[0] ?? '')).toBe(true)
  expect(after.has(names[1] ?? '')).toBe(false)
})

import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { exchange, letDaysPass, linkMaker } from '../../../../test/support/links.ts'
import { withServices } from '../../../../test/support/orders.ts'
import { buildWeb } from '../../../../web/build.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  await buildWeb()
  links = await linkMaker(app())
})

const open = (url: string, method: 'GET' | 'HEAD' = 'GET', headers = {}) =>
  app().http.inject({ method, url, headers })

const person = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com', companyName: 'Engine Ltd' }

describe('200', () => {
  test('the first paint shows merchant, offer and price, and nothing that names a person', async () => {
    const link = await links.make({ order: { customerDetails: person } })
    const answer = await open(link.assistedCheckoutLink)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('Digital')
    expect(answer.body).toContain('£')
    expect(answer.body).toContain('<noscript>')
    expect(Object.values(person).filter((value) => answer.body.includes(value))).toEqual([])
  })

  test('opening reads only, as often as scanners like', async () => {
    const link = await links.make()
    for (const method of ['GET', 'HEAD', 'GET'] as const) await open(link.assistedCheckoutLink, method)
    const { rows } = await app().pool.query('select state, opens from links where id = $1', [link.linkId])
    expect(rows).toEqual([{ state: 'active', opens: 0 }])
  })

  test('nothing inline may run, nobody may frame it, and nothing keeps or leaks its address', async () => {
    const { headers } = await open((await links.make()).assistedCheckoutLink)
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    })
    expect(headers['set-cookie']).toBeUndefined()
  })

  test("a gateway's card element is let in, from where that gateway says and nowhere else", async () => {
    const { gateway } = app().services
    const origins = {
      script: ['https://js.example.com'],
      frame: ['https://frames.example.com'],
      connect: ['https://api.example.com'],
    }
    const shop = await withServices(app(), {
      gateway: { ...gateway, element: { ...gateway.element, origins } },
    })
    const link = await links.make()
    const { headers } = await shop.http.inject({ method: 'GET', url: link.assistedCheckoutLink })
    await shop.http.close()
    const policy = String(headers['content-security-policy']).split('; ')
    expect(policy).toContain("script-src 'self' https://js.example.com")
    expect(policy).toContain("frame-src 'self' https://frames.example.com")
    expect(policy).toContain("connect-src 'self' https://api.example.com")
    expect(policy.filter((rule) => rule.includes('example.com'))).toHaveLength(3)
  })

  test("the link's language wins over the browser's", async () => {
    const link = await links.make({ beside: { locale: 'de-DE' } })
    const answer = await open(link.assistedCheckoutLink, 'GET', { 'accept-language': 'fr' })
    expect(answer.body).toContain('<html lang="de-DE">')
    expect(answer.body).toContain('Heute fällig')
  })

  test('HTML and styles weigh at most 30 kB, the script at most 35 kB', async () => {
    const { gzipSync } = await import('node:zlib')
    const { body } = await open((await links.make()).assistedCheckoutLink)
    const assets = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      (match) => match[1]?.replaceAll('&amp;', '&') ?? '',
    )
    // What the script imports is fetched with it; what waits until it is needed is not here.
    const scripts = assets.filter((url) => url.endsWith('.js'))
    const styles = assets.filter((url) => !url.endsWith('.js'))
    const weigh = async (url: string) => {
      const answer = await open(url)
      expect(answer.statusCode).toBe(200)
      return gzipSync(answer.rawPayload).length
    }
    const styleWeights = await Promise.all(styles.map(weigh))
    expect(styles).toHaveLength(2)
    const page = gzipSync(body).length + styleWeights.reduce((sum, weight) => sum + weight, 0)
    expect(page).toBeLessThanOrEqual(30_000)
    const scriptWeights = await Promise.all(scripts.map(weigh))
    expect(scripts.length).toBeGreaterThan(1)
    expect(scriptWeights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(35_000)
  })
})

describe('404', () => {
  test('an unknown link says so in the language of the browser, with one heading', async () => {
    const answer = await open('/checkout/link/unknown', 'GET', { 'accept-language': 'es' })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body.match(/<h1/g)).toHaveLength(1)
    expect(answer.body).toContain('No conocemos este enlace')
    expect(answer.body).toContain(String(answer.headers['x-request-id'] ?? 'Solicitud'))
  })
})

describe('410', () => {
  test('a withdrawn link and a replaced one say what happened', async () => {
    for (const [state, heading] of [
      ['revoked', 'This offer was withdrawn'],
      ['superseded', 'There is a newer offer for you'],
    ]) {
      const link = await links.make()
      await app().pool.query('update links set state = $2 where id = $1', [link.linkId, state])
      const answer = await open(link.assistedCheckoutLink)
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain(heading)
    }
  })
})

describe('403', () => {
  test('a link that has not begun says so', async () => {
    const link = await links.make()
    await app().pool.query(
      `update links set state = 'scheduled', starts_at = expires_at - interval '1 day' where id = $1`,
      [link.linkId],
    )
    const answer = await open(link.assistedCheckoutLink)
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('This offer is not open yet')
  })
})

describe('500', () => {
  test('when something of ours breaks the page says so, in plain words and with the id of the request', async () => {
    const services = {
      ...app().services,
      secrets: {
        ...app().services.secrets,
        hash: () => {
          throw new Error('the detail of a fault')
        },
      },
    }
    const http = await buildServer(services, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
    const answer = await http.inject({ method: 'GET', url: '/checkout/link/anything' })
    await http.close()
    expect(answer.statusCode).toBe(500)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'")
    expect(answer.body).toContain('Something went wrong')
    expect(answer.body.includes('the detail of a fault')).toBe(false)
    expect(answer.body).toMatch(/Request [\w-]{8,}/)
  })
})

describe('completed', () => {
  test('a link whose order is complete answers 200 and names nobody', async () => {
    const link = await links.make({ order: { customerDetails: person } })
    await exchange(app(), link)
    await app().pool.query(`update links set state = 'completed' where id = $1`, [link.linkId])
    const answer = await open(link.assistedCheckoutLink)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('This order is complete')
    expect(answer.body.includes(person.email)).toBe(false)
  })
})

describe('410, by the clock', () => {
  test('an expired link says whom to ask', async () => {
    const link = await links.make({ beside: { expiresInDays: 1 } })
    await letDaysPass(app(), 2)
    const answer = await open(link.assistedCheckoutLink)
    expect(answer.statusCode).toBe(410)
    expect(answer.body).toContain('This offer has expired')
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { buildWeb } from '../../../../web/build.ts'
import { assetsOf } from '../../../pages/assets.ts'

const app = useApp()
beforeAll(buildWeb)

const get = (url: string) => app().http.inject({ method: 'GET', url })

describe('200', () => {
  test('what the build made may be kept for ever, for its name changes with its content', async () => {
    const { script, styles } = await assetsOf('checkout/main.tsx')
    for (const [url, type] of [
      [script, 'javascript'] as const,
      ...styles.map((style) => [style, 'css'] as const),
    ]) {
      const { statusCode, headers } = await get(url)
      expect(statusCode).toBe(200)
      expect(headers['cache-control']).toContain('immutable')
      expect(headers['content-type']).toContain(type)
    }
  })

  test("the merchant's colour comes as a stylesheet", async () => {
    const answer = await get('/assets/theme.css?accent=ffdd00')
    expect(answer.headers['content-type']).toContain('text/css')
    expect(answer.body).toContain(':root{--accent:#7a6a00;')
  })
})

describe('400', () => {
  test.each(['red', 'fffffff', '000000;}'])('%s is no colour', async (accent) => {
    expect((await get(`/assets/theme.css?accent=${encodeURIComponent(accent)}`)).statusCode).toBe(400)
  })

  test.each(['manifest.json', '..%2Fpackage.json', 'source.hash'])(
    '%s is nothing of ours to serve',
    async (file) => {
      expect((await get(`/assets/${file}`)).statusCode).toBe(400)
    },
  )
})

describe('404', () => {
  test('a file that the build did not make', async () => {
    expect((await get('/assets/other.js')).statusCode).toBe(404)
  })
})

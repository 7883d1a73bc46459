import type { TestApp } from './app.ts'
import { bearer } from './tokens.ts'

/** Makes promo codes as an API client: 20 % off for three months, and whatever the test adds. */
export async function promoCodeMaker(app: TestApp) {
  const headers = await bearer(app, ['objects:write', 'objects:read'])
  const ask = (payload: object) =>
    app.http.inject({ method: 'POST', url: '/api/objects/limio/promo_codes_v2', headers, payload })
  return {
    ask,
    make: async (promoCode: string, data: object = {}) => {
      const answer = await ask({ data: { promoCode, discount: twentyPercent, ...data } })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json()
    },
    read: async (code: string) =>
      (
        await app.http.inject({ url: `/api/objects/limio/promo_codes_v2/promo_code_v2-${code}`, headers })
      ).json(),
    remove: (code: string) =>
      app.http.inject({
        method: 'DELETE',
        url: `/api/objects/limio/promo_codes_v2/promo_code_v2-${code}`,
        headers,
      }),
    used: async (code: string): Promise<number> => {
      const { rows } = await app.pool.query(
        `select used, (select count(*)::int from promo_code_uses u where u.promo_number = p.number) as uses
         from promo_codes p where code = $1 and deleted_at is null`,
        [code],
      )
      if (rows[0].used !== rows[0].uses)
        throw new Error(`${code}: ${rows[0].used} counted, ${rows[0].uses} held`)
      return rows[0].used
    },
  }
}

export const twentyPercent = {
  discountType: 'DiscountPercentage',
  percentageDiscount: 20,
  durationLength: 3,
  durationType: 'Months',
}

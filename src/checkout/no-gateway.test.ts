import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { linkMaker } from '../../test/support/links.ts'
import { noGateway } from '../adapters/none/gateway.ts'
import { isRefused } from '../domain/refusal.ts'
import { basketView } from './basket-view.ts'
import { findCustomerBasket } from './find-link.ts'

const app = useApp()

test('where no gateway is configured the page does not ask for a card', async () => {
  const link = await (await linkMaker(app())).make({ order: { country: 'GB' } })
  const found = await findCustomerBasket(app().services, link.id)
  if (isRefused(found)) throw new Error(found.detail)
  const typesWith = async (gateway: typeof noGateway) =>
    (await basketView({ ...app().services, gateway }, found)).paymentTypes
  expect(await typesWith(app().services.gateway)).toEqual(['card', 'invoice'])
  expect(await typesWith(noGateway)).toEqual(['invoice'])
})

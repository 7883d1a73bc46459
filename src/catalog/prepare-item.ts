import { normalisedAttributes, productData, sellableData } from '../contract/catalog-data.ts'
import type { CatalogItem, ItemData, RecordType } from '../domain/catalog-item.ts'
import { fromDecimal, toDecimal } from '../domain/money.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import { itemId } from './canonical.ts'
import { cleanDisplayTexts } from './display-text.ts'
import { mistakesOf, refuseItem } from './item-mistakes.ts'
import { parseOffer } from './parse-offer.ts'
import { priceName } from './parse-prices.ts'

const maxBytes = 100_000

/** An item as it was sent. */
export interface ItemDraft {
  readonly path: string
  readonly recordType: RecordType
  readonly name: string
  readonly data: ItemData
}

/** The item as we keep it: checked, in our spelling, display texts cleaned. `refused` with every mistake in it. */
export function prepareItem(draft: ItemDraft): CatalogItem | Refusal {
  const bytes = Buffer.byteLength(JSON.stringify(draft.data))
  if (bytes > maxBytes)
    return refuseItem([
      { pointer: '/data', code: 'too_big', message: `must not exceed ${maxBytes} bytes of JSON` },
    ])
  const data = draft.recordType === 'product' ? productDataOf(draft) : sellableDataOf(draft)
  return isRefused(data) ? data : { ...draft, id: itemId(draft.path), data }
}

function productDataOf({ data }: ItemDraft): ItemData | Refusal {
  const parsed = productData.safeParse(data)
  if (!parsed.success) return refuseItem(mistakesOf(parsed.error))
  return { ...data, attributes: cleanDisplayTexts(parsed.data.attributes ?? {}) }
}

function sellableDataOf(draft: ItemDraft): ItemData | Refusal {
  const offer = parseOffer({ ...draft, id: itemId(draft.path), version: '' })
  if (isRefused(offer)) return offer
  const { attributes, products } = sellableData.parse(draft.data)
  const prices = attributes.price__limio.map((price, index) => ({
    ...price,
    name: priceName(price, index),
    value: toDecimal(fromDecimal(price.value, price.currency) ?? 0, price.currency),
  }))
  const given = Object(draft.data.attributes)
  const inline = products?.map((product) => ({
    ...product,
    attributes: cleanDisplayTexts(product.attributes ?? {}),
  }))
  return {
    ...draft.data,
    ...(inline ? { products: inline } : {}),
    attributes: cleanDisplayTexts(normalisedAttributes(given, { attributes, prices })),
  }
}

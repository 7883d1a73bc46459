import { fill, page, texts } from '../page.ts'
import { mistakeInQuantity } from '../quantities.ts'
import type { Basket, BasketItem } from '../wire.ts'

interface LinesProps {
  readonly basket: Basket
  readonly quantities: Readonly<Record<string, string>>
  readonly onQuantity: (itemId: string, typed: string) => void
}

/** What is bought, line by line. */
export function Lines({ basket, quantities, onQuantity }: LinesProps) {
  return (
    <ul class="lines">
      {basket.orderItems.map((item) => (
        <li key={item.id} class={item.type === 'add_on' ? 'line add-on' : 'line'}>
          <Words item={item} />
          {mayChange(basket, item) ? (
            <Quantity
              item={item}
              typed={quantities[item.id] ?? String(item.quantity)}
              onType={(typed) => onQuantity(item.id, typed)}
            />
          ) : (
            item.quantity > 1 && <p class="note">{`${texts.quantity}: ${item.quantity}`}</p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Words({ item }: { item: BasketItem }) {
  const words = page.items[item.id] ?? { description: '', ...item.price.summary }
  return (
    <>
      <p class="line-name">
        <span>{item.displayName}</span>
        <span class="line-price">
          {item.quantity > 1 ? fill(texts.each, { amount: words.headline }) : words.headline}
        </span>
      </p>
      <p class="note line-terms">{words.subline}</p>
      {words.description && (
        // The server's sanitiser made this markup.
        <div class="note" dangerouslySetInnerHTML={{ __html: words.description }} />
      )}
    </>
  )
}

function mayChange(basket: Basket, item: BasketItem): boolean {
  const { minimum, maximum } = item.quantityOptions
  return basket.lock !== 'hard' && minimum < maximum
}

interface QuantityProps {
  readonly item: BasketItem
  readonly typed: string
  readonly onType: (typed: string) => void
}

function Quantity({ item, typed, onType }: QuantityProps) {
  const id = `quantity-${item.id}`
  const mistake = mistakeInQuantity(item, typed)
  const { minimum, maximum, increment } = item.quantityOptions
  const step = (by: number) => {
    const wanted = Math.round(Number(typed) || item.quantity) + by
    onType(String(Math.min(maximum, Math.max(minimum, wanted))))
  }
  const hint = increment > 1 ? texts.quantitySteps : texts.quantityBetween
  return (
    <div class="quantity">
      <label for={id}>{texts.quantity}</label>
      <div class="stepper">
        <button type="button" aria-hidden="true" tabIndex={-1} onClick={() => step(-increment)}>
          −
        </button>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          enterkeyhint="done"
          value={typed}
          aria-describedby={`${id}-hint`}
          aria-invalid={mistake !== undefined}
          onInput={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowUp') step(increment)
            if (event.key === 'ArrowDown') step(-increment)
          }}
        />
        <button type="button" aria-hidden="true" tabIndex={-1} onClick={() => step(increment)}>
          +
        </button>
      </div>
      <p id={`${id}-hint`} class={mistake ? 'mistake' : 'note'}>
        {mistake ?? fill(hint, { minimum, maximum, increment })}
      </p>
    </div>
  )
}

/** What the checkout page asks of the card element. */
export type ToElement =
  | { readonly to: 'card-element'; readonly type: 'focus' }
  | { readonly to: 'card-element'; readonly type: 'tokenise'; readonly id: string }

/** What the card element tells the checkout page. Never a card number. */
export type FromElement =
  | { readonly from: 'card-element'; readonly type: 'height'; readonly height: number }
  | { readonly from: 'card-element'; readonly type: 'submit' }
  | { readonly from: 'card-element'; readonly type: 'token'; readonly id: string; readonly token: string }
  | { readonly from: 'card-element'; readonly type: 'mistake'; readonly id: string; readonly mistake: string }

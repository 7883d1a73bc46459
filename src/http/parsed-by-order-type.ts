/** The body of an order is documented by its route's schema and parsed once, by its order type, with its own refusals. */
export function parsedByOrderType() {
  return (value: unknown) => ({ value })
}

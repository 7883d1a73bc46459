import type { Books } from './books.ts'
import type { Shown } from './show.ts'

/** What the parts of the server share. */
export interface World {
  readonly books: Books
  /** Where the server is reached. */
  readonly origin: () => string
  /** Tells whoever listens, as Stripe does by itself. */
  readonly happened: (type: string, object: Shown) => void
}

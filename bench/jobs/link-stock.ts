import type { Connection } from '../connection.ts'
import { createLink, type Link, type Shop } from '../shop.ts'

/** Links that nobody opened yet: those that the measurement of making them leaves behind. */
export interface LinkStock {
  readonly add: (link: Link) => void
  readonly take: (connection: Connection) => Promise<Link>
}

/** When there is none left, a link is opened again: that reads and writes the same, but for the event of the first opening. */
export function linkStock(shop: Shop): LinkStock {
  const fresh: Link[] = []
  const used: Link[] = []
  return {
    add: (link) => fresh.push(link),
    take: async (connection) => {
      const link = fresh.pop() ?? used.shift() ?? (await createLink(connection, shop))
      used.push(link)
      return link
    },
  }
}

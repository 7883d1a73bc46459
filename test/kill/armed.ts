import type { App } from '../../src/app.ts'
import type { Stores } from '../../src/ports/database.ts'
import type { OrderWrite } from '../../src/ports/order-store.ts'
import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'
import type { Services } from '../../src/ports/services.ts'
import type { Point, Round } from './rounds.ts'

/** Ends this process as a power cut would: at once, with nothing tidied up. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}

interface Armed {
  readonly death: Point
  readonly scenario: Round['scenario']
  readonly basketId: string
}

/** The services of an app that kills itself at one point, and to whose order something happens once its money is authorised. */
export function armed(app: App, { death, scenario, basketId }: Armed): Services {
  const { services, pool } = app
  const dieAt = async (point: Point) => {
    if (point.when === death.when && point.what === death.what && point.n === death.n) await die()
  }
  let moved = false
  const mischief = async () => {
    if (scenario === 'revoked')
      await pool.query(`update links set state = 'revoked' where basket_id = $1`, [basketId])
    moved = scenario === 'moved'
  }
  return {
    ...services,
    // Fourteen hours ahead another period has begun, so more is due.
    settings: () => ({ ...services.settings(), timeZone: moved ? 'Pacific/Kiritimati' : 'UTC' }),
    gateway: armedGateway(services.gateway, { dieAt, mischief }),
    db: {
      read: services.db.read,
      write: async (work) => {
        const written: Point[] = []
        const answer = await services.db.write(async (stores) => {
          const result = await work(spied(stores, (write) => written.push(pointOf(write))))
          for (const point of written) await dieAt(point)
          return result
        })
        for (const point of written) await dieAt({ ...point, when: 'after' })
        return answer
      },
    },
  }
}

interface Arms {
  readonly dieAt: (point: Point) => Promise<void>
  /** Happens when the gateway has answered. */
  readonly mischief: () => Promise<void>
}

function armedGateway(gateway: PaymentGateway, { dieAt, mischief }: Arms): PaymentGateway {
  // An attempt's key ends with its number; a refund's is its id.
  const around = async <T>(what: string, key: string, call: () => Promise<T>): Promise<T> => {
    const n = key.includes(':') ? Number(key.split(':').at(-1)) : 0
    await dieAt({ when: 'before', what, n })
    const answer = await call()
    await mischief()
    await dieAt({ when: 'after', what, n })
    return answer
  }
  return {
    ...gateway,
    authorise: (request) => around('authorise', request.key, () => gateway.authorise(request)),
    capture: (request) => around('capture', request.key, () => gateway.capture(request)),
    refund: (request) => around('refund', request.key, () => gateway.refund(request)),
    void: (request) => around('void', request.key, () => gateway.void(request)),
  }
}

function spied(stores: Stores, see: (write: OrderWrite) => void): Stores {
  return {
    ...stores,
    orders: {
      ...stores.orders,
      write: async (write) => {
        await stores.orders.write(write)
        see(write)
      },
    },
  }
}

function pointOf({ attempts, order }: OrderWrite): Point {
  const [attempt] = attempts
  return { when: 'before', what: attempt?.state ?? order.status, n: attempt?.n ?? 0 }
}

import { setTimeout as pause } from 'node:timers/promises'
import { ApiError } from './api-error.ts'
import type { Call, Fault, Faults } from './faults.ts'
import { parseForm } from './form.ts'
import { type Idempotency, keyInUse, type Reply, replyOf } from './idempotency.ts'
import { checkParams, type Operation, operations } from './operations.ts'
import type { World } from './world.ts'

export const secretKey = 'sk_test_of_the_local_server'
export const publishableKey = 'pk_test_of_the_local_server'

export interface Request extends Call {
  readonly params: string
  readonly key: string | undefined
  readonly authorization: string | undefined
}

/** Answers one call of the API; absent where the answer is lost on its way. */
export async function answer(
  world: World,
  { faults, idempotency }: { readonly faults: Faults; readonly idempotency: Idempotency },
  request: Request,
): Promise<Reply | undefined> {
  const name = `${request.method} ${request.path}`
  const operation = operations.find(({ on }) => on.test(name))
  const fault = faults.of(request)
  try {
    if (operation === undefined)
      throw new ApiError(
        404,
        { type: 'invalid_request_error', message: `Unrecognized request URL (${name})` },
        false,
      )
    checkKey(operation, request)
    refuseAtOnce(fault)
    const key = request.method === 'POST' ? request.key : undefined
    const reply = await idempotency.under(key, `${name}?${request.params}`, async () => {
      if (faults.latencyMs > 0) await pause(faults.latencyMs)
      return carryOut(world, operation, request, fault)
    })
    if (fault === 'late') await pause(faults.lateMs)
    return fault === 'lost' ? undefined : reply
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return fault === 'lost' ? undefined : replyOf(error)
  }
}

function carryOut(world: World, operation: Operation, request: Request, fault: Fault | undefined): Reply {
  const form = parseForm(request.params)
  checkParams(operation, form)
  if (fault === 'broken') throw broken()
  const [, id = ''] = operation.on.exec(`${request.method} ${request.path}`) ?? []
  const body = operation.run(world, form, id)
  if (fault === 'broken-after') throw broken()
  return { status: 200, body }
}

function refuseAtOnce(fault: Fault | undefined): void {
  if (fault === 'limited')
    throw new ApiError(
      429,
      { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests' },
      false,
    )
  if (fault === 'busy')
    throw new ApiError(
      429,
      {
        type: 'invalid_request_error',
        code: 'lock_timeout',
        message: 'This object cannot be accessed right now',
      },
      false,
    )
  if (fault === 'conflict') throw keyInUse()
}

const broken = () => new ApiError(500, { type: 'api_error', message: 'An unknown error occurred' }, true)

function checkKey({ by }: Operation, { authorization = '' }: Request): void {
  const keys = by === 'secret' ? [secretKey] : [secretKey, publishableKey]
  const given = authorization.replace(/^Bearer /, '')
  if (!keys.includes(given))
    throw new ApiError(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' }, false)
}

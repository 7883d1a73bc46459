import { ApiError } from './api-error.ts'

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly replayed?: boolean
}

interface Kept {
  readonly asked: string
  reply: Reply | undefined
}

/**
 * Stripe's: the first answer of work that had begun is given again for ever, a 500 like any other; the same key with something else
 * is a mistake, and while the first is still at work a conflict. What never began leaves no trace.
 */
export class Idempotency {
  private readonly kept = new Map<string, Kept>()

  async under(key: string | undefined, asked: string, work: () => Promise<Reply>): Promise<Reply> {
    if (key === undefined) return work()
    const known = this.kept.get(key)
    if (known !== undefined && known.asked !== asked) throw otherParameters()
    if (known !== undefined && known.reply === undefined) throw keyInUse()
    if (known?.reply !== undefined) return { ...known.reply, replayed: true }
    const kept: Kept = { asked, reply: undefined }
    this.kept.set(key, kept)
    try {
      kept.reply = await work()
      return kept.reply
    } catch (error) {
      if (error instanceof ApiError && error.carriedOut) kept.reply = replyOf(error)
      else this.kept.delete(key)
      throw error
    }
  }
}

export function replyOf({ status, error }: ApiError): Reply {
  return { status, body: { error } }
}

const otherParameters = () =>
  new ApiError(
    400,
    {
      type: 'idempotency_error',
      message:
        'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    },
    false,
  )

export const keyInUse = () =>
  new ApiError(
    409,
    {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: 'There is currently another in-progress request using this Idempotent Key.',
    },
    false,
  )

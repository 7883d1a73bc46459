/** What Stripe answers instead of an object. `carriedOut`: the work had begun, so the answer is kept under its idempotency key. */
export class ApiError extends Error {
  readonly status: number
  readonly error: Readonly<Record<string, unknown>>
  readonly carriedOut: boolean

  constructor(status: number, error: Readonly<Record<string, unknown>>, carriedOut: boolean) {
    super(String(error.message))
    this.status = status
    this.error = error
    this.carriedOut = carriedOut
  }
}

/** The request itself is wrong; nothing was begun. */
export function invalid(message: string, more: Readonly<Record<string, unknown>> = {}): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', message, ...more }, false)
}

/** The request is right, and cannot be carried out as things stand. */
export function impossible(code: string, message: string): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', code, message }, true)
}

export function missing(kind: string, id: string, param: string): ApiError {
  const message = `No such ${kind}: '${id}'`
  const status = param === 'id' || param === 'intent' ? 404 : 400
  return new ApiError(
    status,
    { type: 'invalid_request_error', code: 'resource_missing', message, param },
    false,
  )
}

export function cardError(error: Readonly<Record<string, unknown>>): ApiError {
  return new ApiError(402, { type: 'card_error', ...error }, true)
}

import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * JSON lines. An error is written with its type, message, code and stack alone: what else a library hangs on it, such as the
 * row that broke a constraint, may be about a person.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, req: () => undefined, res: () => undefined },
      redact: { paths: secretPaths, censor: '[hidden]' },
    },
    destination,
  )
}

/** Should one of these ever reach a log line, its value does not. */
const secretPaths = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'client_secret',
  'password',
  'email',
].flatMap((name) => [name, `*.${name}`])

interface DescribedError {
  readonly type: string
  readonly message: string
  readonly stack: string | undefined
  readonly code: string | undefined
  readonly cause: DescribedError | undefined
}

function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: String(error), stack: undefined, code: undefined, cause: undefined }
  }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}

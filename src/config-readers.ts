import type { Environment } from './config.ts'

/** Reads typed values out of the environment and keeps a line for each mistake. A value that is wrong reads as absent. */
export class Readers {
  readonly mistakes: string[] = []
  private readonly environment: Environment

  constructor(environment: Environment) {
    this.environment = environment
  }

  mistake(name: string, message: string): void {
    this.mistakes.push(`${name}: ${message}`)
  }

  has(name: string): boolean {
    return this.text(name) !== undefined
  }

  text(name: string): string | undefined {
    return this.environment[name]?.trim() || undefined
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const found = choices.find((choice) => choice === value)
    if (found === undefined) this.mistake(name, `must be one of ${choices.join(', ')}, not "${value}"`)
    return found
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= least && number <= most) return number
    this.mistake(name, `must be a whole number from ${least} to ${most}, not "${value}"`)
    return undefined
  }

  matching(name: string, pattern: RegExp, described: string): string | undefined {
    const value = this.text(name)
    if (value === undefined || pattern.test(value)) return value
    this.mistake(name, `must be ${described}, not "${value}"`)
    return undefined
  }

  /** The value never stands in the mistake. */
  secret(name: string, leastLength: number): string | undefined {
    const value = this.text(name)
    if (value === undefined || value.length >= leastLength) return value
    this.mistake(name, `must have at least ${leastLength} characters; this one has ${value.length}`)
    return undefined
  }

  /** A secret of a known form; the value never stands in the mistake. */
  secretLike(name: string, pattern: RegExp, described: string): string | undefined {
    const value = this.text(name)
    if (value === undefined || pattern.test(value)) return value
    this.mistake(name, `must be ${described}`)
    return undefined
  }

  /** May hold a password, so the value never stands in the mistake. */
  url(name: string, protocols: readonly string[]): string | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
    this.mistake(name, `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`)
    return undefined
  }

  /** An http or https address without path, query or fragment; answered without a slash at the end. */
  origin(name: string): string | undefined {
    const value = this.url(name, ['http:', 'https:'])
    if (value === undefined) return undefined
    const { origin, href } = new URL(value)
    if (href === `${origin}/`) return origin
    this.mistake(name, 'must be only protocol, host and port, such as https://shop.example.com')
    return undefined
  }

  /** ISO 8601 with a zone; answered in milliseconds since 1970. */
  instant(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
    const at = Date.parse(value)
    if (shape.test(value) && !Number.isNaN(at)) return at
    this.mistake(name, `must be an instant such as 2026-01-31T09:00:00Z, not "${value}"`)
    return undefined
  }
}

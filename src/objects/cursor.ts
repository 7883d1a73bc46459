import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { Position } from '../ports/object-store.ts'
import type { Services } from '../ports/services.ts'

/**
 * Signs where a page ended. `list` names the list with its filters: a cursor works for that list only,
 * and it is not readable in it, as filters can be personal.
 */
export function toQueryMore(services: Pick<Services, 'secrets'>, list: string, at: Position): string {
  return services.secrets.sign('cursor', JSON.stringify([digest(services, list), at.at, at.id]))
}

/** Refusal: `invalid_request`, when it was changed, or belongs to another list or other filters. */
export function fromQueryMore(
  services: Pick<Services, 'secrets'>,
  list: string,
  queryMore: string,
): Position | Refusal {
  const text = services.secrets.verify('cursor', queryMore)
  const parts: unknown = text === undefined ? undefined : JSON.parse(text)
  if (!Array.isArray(parts) || parts[0] !== digest(services, list))
    return refuseAt(
      'invalid_request',
      '?queryMore',
      'queryMore is not one of this list with these filters; start again without it',
    )
  return { at: String(parts[1]), id: String(parts[2]) }
}

function digest({ secrets }: Pick<Services, 'secrets'>, list: string): string {
  return secrets.hash(list).toString('base64url')
}

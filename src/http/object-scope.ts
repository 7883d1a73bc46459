import type { FastifyReply, FastifyRequest } from 'fastify'
import { checkScope } from '../objects/address-type.ts'
import type { ObjectType } from '../ports/object-store.ts'
import { callerOf } from './auth.ts'
import { sendRefusal } from './errors.ts'

/** Answers 403 when the caller's scopes do not reach these objects, and says whether it did. */
export function refuseWithoutScope(
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: { readonly type: ObjectType; readonly reach: 'itself' | 'related' },
): boolean {
  const caller = callerOf(request)
  const scopes = caller.kind === 'client' ? caller.scopes : new Set<string>()
  const refusal = checkScope(scopes, wanted.type, wanted.reach)
  if (refusal !== undefined) sendRefusal(reply, refusal)
  return refusal !== undefined
}

import type { PendingChange } from '../../../domain/subscription.ts'
import type { ObjectType, Shown, ShownSchedule, ShownSubscriptionOffer } from '../../../ports/object-store.ts'
import { fromJsonRow, fromRow } from '../rows.ts'

/** A row of a type's select, read into the words of its type. */
export function toShown(type: ObjectType, row: object): Shown {
  return { type, object: type === 'subscriptions' ? readSubscription(row) : fromRow(row) } as Shown
}

/** A row that came as JSON. Only a subscription read by its id has parts, and that one never comes as JSON. */
export function toShownFromJson(type: ObjectType, row: object): Shown {
  return { type, object: fromJsonRow(row) } as Shown
}

function readSubscription(row: object): object {
  const {
    offers,
    schedules,
    pending_changes: pendingChanges,
    ...rest
  } = row as {
    offers?: readonly object[]
    schedules?: readonly object[]
    pending_changes?: readonly object[]
  }
  return {
    ...fromRow<object>(rest),
    offers: offers?.map((part) => fromJsonRow<ShownSubscriptionOffer>(part)),
    schedules: schedules?.map((part) => fromJsonRow<ShownSchedule>(part)),
    pendingChanges: pendingChanges?.map((part) => fromJsonRow<PendingChange>(part)),
  }
}
